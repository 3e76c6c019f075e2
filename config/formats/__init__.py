"""How numbers and dates are written where a language alone does not say it.

Django looks formats up by locale (`es_PE`); it knows few regions, and an English speaker in Madrid writes a
decimal comma all the same. The pairs that differ from the language's own habit are named here, as data.
Dates are written day first with the month in letters, everywhere: 12 Mar 2021.
"""

import sys

from . import comma, point

# Language -> (regions, their formats). Other regions write as the language does in Django.
DIFFERENT = {
    "en": (("AR", "BR", "ES", "FR", "IT", "PT"), comma),
    "es": (("CR", "GB", "MX", "PE", "US"), point),
}

for _language, (_regions, _formats) in DIFFERENT.items():
    for _region in _regions:
        sys.modules[f"{__name__}.{_language}_{_region}.formats"] = _formats
