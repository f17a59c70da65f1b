import json

from dashboard.theme import CONFIG, template
from tests.test_dashboard.examples import token


def test_the_template_takes_its_colours_from_the_tokens() -> None:
    assert template().layout.xaxis.gridcolor == token("rule")
    assert template().layout.font.family == token("sans")


def test_figures_lead_to_no_other_host() -> None:
    held = json.dumps(CONFIG)
    assert "http" not in held
    assert CONFIG["displaylogo"] is False
    assert CONFIG["displayModeBar"] is False
