from django.db import connection
from django.test.utils import CaptureQueriesContext
def test_m(world, client, settings):
    settings.ROOT_URLCONF="tests.security.urls"
    client.force_login(world.ana)
    client.get("/silent/")
    for u in ("/silent/","/shows/200/","/welcome/"):
        with CaptureQueriesContext(connection) as c: client.get(u)
        print("==",u,len(c))
        for q in c: print("   ",q["sql"][:150].replace("\n"," "))
