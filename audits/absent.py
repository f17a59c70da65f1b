"""What is not in the statistics at all: stated in the manifest, or found in the data itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from audits.frame import CityFrame, Floats
from audits.words import count, listed, number, say

Kind = Literal["people", "places", "questions"]
# What a review asks of every city, with the words by which a dimension is known to answer it.
_ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (say("sex or gender"), ("sex", "gender")),
    (say("age"), ("age",)),
    (say("race or colour"), ("race", "colour", "ethnicity")),
    (say("disability"), ("disability",)),
    (say("income or wealth"), ("income", "wealth")),
)
_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """One thing that is not in the statistics."""

    kind: Kind
    what: str
    why: str
    people: float | None = None
    """How many people it concerns, where somebody says so."""
    uncounted: bool = False
    """Whether these people are in no count at all, so that they add to the residents."""
    stated: bool = False
    """Stated in the manifest; else found in the data."""


def absent(frame: CityFrame) -> tuple[Absent, ...]:
    """Everything the manifest says, then everything that the data itself shows."""
    return tuple(
        item
        for found in (
            _stated(frame),
            _settlements(frame),
            _areas(frame),
            _tables(frame),
            _traits(frame),
            _empty(frame),
            _sensors(frame),
        )
        for item in found
    )


def _stated(frame: CityFrame) -> Iterator[Absent]:
    for item in frame.city.not_counted:
        yield Absent(
            kind=item.kind,
            what=item.who,
            why=item.why,
            people=None if item.people is None else float(item.people),
            uncounted=item.kind == "people" and item.people is not None,
            stated=True,
        )


def _uncounted(frame: CityFrame) -> pd.DataFrame:
    """Settlements whose people nobody counted."""
    rows = frame.tables["settlement"]
    nobody = ~rows["counted"].astype(bool)
    return rows[nobody | rows["people"].isna()] if "people" in rows else rows[nobody]


def _outlines(rows: pd.DataFrame) -> NDArray[np.object_]:
    shapes: NDArray[np.object_] = shapely.from_wkb(rows["geom"].map(bytes).to_numpy(object))
    return shapes


def ground_uncounted(frame: CityFrame) -> Floats:
    """Per area, the share of its ground that lies in settlements nobody counted."""
    rows = _uncounted(frame)
    polygons = np.array(frame.geography.polygons, dtype=object)
    if rows.empty:
        return np.zeros(len(polygons))
    inside = shapely.intersection(polygons, shapely.union_all(_outlines(rows)))
    return np.asarray(shapely.area(inside) / shapely.area(polygons))


def _settlements(frame: CityFrame) -> Iterator[Absent]:
    rows = _uncounted(frame)
    if not rows.empty:
        names = rows["name" if "name" in rows else "settlement_id"].astype(str).tolist()
        ground = float(shapely.area(_outlines(rows)).sum()) / 1e6
        # Who lives there may be stated; then only the ground is told here.
        told = all(any(name in item.who for item in frame.city.not_counted) for name in names)
        where = {
            "settlements": count(len(names), frame.city.settlement_word),
            "names": listed(names, _NAMED),
        }
        yield Absent(
            kind="places" if told else "people",
            what=say("Ground of {settlements} without a count: {names}", **where)
            if told
            else say("Residents of {settlements} without a count: {names}", **where),
            why=say(
                "On the map they cover {ground} km²; the table holds no number of residents.",
                ground=number(ground),
            ),
        )
    rows = frame.tables["settlement"]
    if "people" in rows and (rows["people"] == 0).any():
        none = rows.loc[rows["people"] == 0, "name"].astype(str).tolist()
        yield Absent(
            kind="questions",
            what=say("Whether anybody lives in {names}", names=listed(none, _NAMED)),
            why=say(
                "The table counts nobody inside the limits; we do not know whether that is so."
            ),
        )


def _areas(frame: CityFrame) -> Iterator[Absent]:
    names, residents = frame.geography.names, frame.geography.people
    unknown = [names[i] for i in np.flatnonzero(np.isnan(residents))]
    if unknown:
        yield Absent(
            kind="people",
            what=say(
                "Residents of {areas}: {names}",
                areas=count(len(unknown), "area"),
                names=listed(unknown, _NAMED),
            ),
            why=say("On the map, but not in the table of residents."),
        )
    nobody = [names[i] for i in np.flatnonzero(residents == 0)]
    if nobody:
        yield Absent(
            kind="places",
            what=say(
                "{areas} without residents: {names}",
                areas=count(len(nobody), "area"),
                names=listed(nobody, _NAMED),
            ),
            why=say("No figure per resident can speak of them, whoever works or passes there."),
        )
    for name in frame.datasets_of("people", "wealth", "traits", "area_need", "service"):
        refused = [
            e.rows for e in frame.ledger.get(name, ()) if e.rule == "orphan_key" and e.rows > 0
        ]
        if refused:
            yield Absent(
                kind="places",
                what=say(
                    "{rows} of “{title}”",
                    rows=count(sum(refused), "row"),
                    title=frame.dataset(name).title,
                ),
                why=say("They name areas that are not on the map."),
            )


def missing_rows(frame: CityFrame) -> dict[str, list[int]]:
    """Per table of areas: which areas it has no row or no value for."""
    rows = frame.tables["area_variable"]
    every = {area: i for i, area in enumerate(frame.geography.area_ids)}
    found: dict[str, list[int]] = {}
    if "dataset" not in rows:
        return found
    for name, own in rows[rows["value"].notna()].groupby("dataset", sort=True):
        held = {every[area] for area in own["area_id"].unique() if area in every}
        missing = sorted(set(every.values()) - held)
        if missing:
            found[str(name)] = missing
    return found


def _tables(frame: CityFrame) -> Iterator[Absent]:
    residents = frame.by_area(frame.cell_people)
    for name, missing in missing_rows(frame).items():
        lived = [i for i in missing if residents[i] > 0]
        if lived:
            by_size = sorted(lived, key=lambda i: -residents[i])
            yield Absent(
                kind="places",
                what=say(
                    "{areas} not in “{title}”: {names}",
                    areas=count(len(lived), "area"),
                    title=frame.dataset(name).title,
                    names=listed((frame.geography.names[i] for i in by_size), _NAMED),
                ),
                why=say(
                    "They stand on the map and in the count of residents, but this table has no "
                    "row for them: newer than it, or left out of it."
                ),
                people=float(residents[lived].sum()),
            )


def _traits(frame: CityFrame) -> Iterator[Absent]:
    stated = [_words_of(item.who) for item in frame.city.not_counted if item.kind == "questions"]
    for trait, words in _ASKED:
        if any(word in said for said in stated for word in words):
            continue
        told = [
            d for d in frame.city.dimensions if any(w in _words_of(d.id, d.title) for w in words)
        ]
        if not told:
            yield Absent(
                kind="questions",
                what=say("Residents by {trait}", trait=trait),
                why=say("No dataset at hand tells areas apart by it, so no gap by it can be seen."),
                people=None,
            )
        elif all(d.proxy for d in told):
            yield Absent(
                kind="questions",
                what=say("Residents by {trait}, other than by a stand-in", trait=trait),
                why=told[0].proxy or "",
            )


def _words_of(*texts: str) -> set[str]:
    return {word for text in texts for word in text.lower().replace("_", " ").split()}


def _empty(frame: CityFrame) -> Iterator[Absent]:
    rows = frame.tables["dataset"]
    for name in rows.loc[rows["rows_kept"] == 0, "name"]:
        yield Absent(
            kind="questions",
            what=say("“{name}”", name=frame.dataset(str(name)).title),
            why=say("The dataset is declared, and not one row of it can be used."),
        )


def _sensors(frame: CityFrame) -> Iterator[Absent]:
    for network in frame.city.networks:
        lost = sum(
            entry.rows
            for name in frame.datasets_of("sensors", network=network.id)
            for entry in frame.ledger.get(name, ())
            if entry.rule == "missing_coordinates" and entry.action == "quarantined"
        )
        if lost:
            which = {"sensors": count(lost, network.sensor), "title": network.title}
            yield Absent(
                kind="places",
                what=say("Where {sensors} of “{title}” stands", **which)
                if lost == 1
                else say("Where {sensors} of “{title}” stand", **which),
                why=say(
                    "The register names them without a place, so nobody knows whom they reach."
                ),
            )
