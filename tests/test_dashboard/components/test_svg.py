from dataclasses import replace

from dashboard.components.map_drawing import map_drawing
from dashboard.links import area_links
from tests.test_audits.examples import example_finding, example_geography
from tests.test_dashboard.tree import attribute, parts, text

LINKS = area_links("/", {}, "map")


def test_a_name_with_markup_stays_a_name_in_the_drawing() -> None:
    geography = example_geography()
    hostile = replace(geography, names=("<script>alert(1)</script>", *geography.names[1:]))
    part = map_drawing(example_finding(), hostile, "settlement", LINKS)
    hosts = parts(part, lambda one: attribute(one, "data-svg") is not None)
    drawn = "".join(str(attribute(host, "data-svg")) for host in hosts)
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_the_legend_is_text_and_says_what_the_map_leaves_out() -> None:
    part = map_drawing(example_finding(), example_geography(), "settlement", LINKS)
    assert "half or more of the residents unseen" in text(part)
    assert "not measured" in text(part)
    assert "whose place the city does not publish" in text(part)
