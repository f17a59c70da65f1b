import re
from dataclasses import replace

import numpy as np

from audits.finding import AreaBlind
from audits.report.map_overlay import description, hatch_sample, overlay_map, overlay_sample
from audits.thirds import NOWHERE, Thirds
from tests.test_audits.examples import example_finding, example_geography

SPANS = ((0.0, 1.0), (2.0, 3.0), (4.0, 5.0))


def of(*places: int) -> Thirds:
    many = len(example_geography().area_ids)
    return Thirds(of=np.resize(np.array(places, dtype=np.int64), many), spans=SPANS)


def drawn(cover: Thirds, need: Thirds, blind: tuple[AreaBlind, ...] = ()) -> str:
    geography = example_geography()
    spot = replace(example_finding().draft.blind_spot, areas=blind)
    return overlay_map(
        cover,
        need,
        geography,
        said=tuple(f"<{name}>" for name in geography.names),
        blind=spot,
        title="One over the other",
        prefix="o",
        link=lambda area: f"/overlay?area={area}",
        here=geography.area_ids[0],
    )


def test_every_pair_of_thirds_looks_its_own_way_and_so_does_no_place() -> None:
    looks = {
        re.sub(r'id="[^"]*"|url\([^)]*\)', "", overlay_sample(c, n, "x"))
        for c in range(3)
        for n in range(3)
    } | {re.sub(r'id="[^"]*"|url\([^)]*\)', "", overlay_sample(NOWHERE, NOWHERE, "x"))}
    assert len(looks) == 10
    assert hatch_sample("dense", "x") != hatch_sample("sparse", "x")


def test_most_of_the_second_is_told_by_strokes_where_colours_are_not_seen() -> None:
    least, most = overlay_sample(1, 0, "x"), overlay_sample(1, 2, "x")
    assert "<pattern" not in least
    assert "<pattern" in most


def test_the_unseen_are_hatched_whatever_is_laid_over_what() -> None:
    ids = example_geography().area_ids
    dark = drawn(of(2), of(2), (AreaBlind(area=ids[0], people=10, share=0.6),))
    assert 'fill="url(#o-dense)"' in dark
    assert 'fill="url(#o-dense)"' not in drawn(of(2), of(2))


def test_each_area_is_named_safely_and_leads_somewhere() -> None:
    geography = example_geography()
    found = drawn(of(0, 1, 2), of(2, 1, 0))
    for area, name in zip(geography.area_ids, geography.names, strict=True):
        assert f"&lt;{name}&gt;" in found
        assert f'href="/overlay?area={area}"' in found


def test_the_words_count_what_matters_and_who_has_no_place() -> None:
    assert "no place" not in description(of(0), of(2))
    assert "without a place" in description(of(NOWHERE, 1), of(NOWHERE, 1))
