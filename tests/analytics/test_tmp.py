import json
from io import StringIO
from django.core.management import call_command
def test_it(world):
    for args in (["survival","--json","--times","12"],["survival","--endpoint","rfs","--by","margin"],["survival","--endpoint","dss","--by","group","--json"]):
        out=StringIO(); call_command(*args, stdout=out); print(out.getvalue()[:3000])
