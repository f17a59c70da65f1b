"""Everything that drawing needs, loaded once: each drawing process begins as a copy of this one.

Without it, every newer snapshot would cost some four seconds of imports on each core.
"""

from contextlib import suppress

import statsmodels.api  # noqa: F401  (the measures load it when they first need it)

import dashboard.kept_pages
import dashboard.siting_file
import dashboard.submit
import dashboard.wall  # noqa: F401
from audits.catalog import all_measures, caveat_rules
from dashboard.router import pages
from data.languages import LANGUAGES

with suppress(Exception):  # what a plug-in lacks is told to whoever asks for it
    all_measures()
    caveat_rules()
    pages()
for _language in LANGUAGES:
    _language.text("", None)
