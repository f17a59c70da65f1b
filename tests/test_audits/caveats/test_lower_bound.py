from dataclasses import replace

from audits.caveats.lower_bound import RULE
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m31_not_measured import compute
from data.city import NotCounted
from tests.test_audits.small_frame import frame


def test_said_of_who_is_in_no_count_and_of_nothing_else() -> None:
    made = frame(sensors=[(0, "working")])
    stated = (
        NotCounted(who="Prisoners", why="Left out.", people=9),
        NotCounted(who="The homeless", why="Nobody asked."),
        NotCounted(who="Toilets", why="No file.", kind="questions"),
    )
    city = replace(made, city=replace(made.city, not_counted=stated))
    (caveat,) = RULE.find(city, next(iter(compute(city))))
    assert "of 1 more group who" in caveat.text
    assert list(RULE.find(city, next(iter(radius(city))))) == []
