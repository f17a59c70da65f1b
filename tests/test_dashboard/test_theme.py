import json

import plotly.graph_objects as go

from dashboard.theme import CONFIG, template
from tests.test_dashboard.examples import token


def test_the_template_takes_its_colours_from_the_tokens() -> None:
    read = go.layout.Template(template())
    assert read.layout.xaxis.gridcolor == token("rule")
    assert read.layout.font.family == token("sans")


def test_figures_lead_to_no_other_host() -> None:
    held = json.dumps(CONFIG)
    assert "http" not in held
    assert CONFIG["displaylogo"] is False
    assert CONFIG["displayModeBar"] is False
