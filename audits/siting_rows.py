"""The places of a siting plan as flat rows: each row alone carries caveats, blind spot and age."""

from collections.abc import Iterator

from pyproj import Transformer

from audits import words
from audits.exhibit import Site
from audits.finding import Finding
from audits.report import phrases
from audits.siting import Plan
from audits.siting_answer import Answer
from audits.siting_figures import change
from audits.siting_words import DONE
from audits.words import say

Row = dict[str, str | int | float | bool | None]

COLUMNS = (
    "city", "invented", "snapshot", "as_of", "measure", "network", "what", "reach_m", "chosen_for",
    "of_best_possible_at_least", "rank", "kind", "area", "area_name", "region", "x", "y", "crs",
    "longitude", "latitude", "people", "people_are", "places_come_from", "observed_until", "age",
    "not_seen", "footing", "stability", "parameters", "reading", "caveats",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts like this is run by spreadsheets; names come from other people's files."""


def rows(answer: Answer, finding: Finding) -> Iterator[Row]:
    """One row per site: those chosen for whom was asked first, then those it is compared with."""
    for plan in answer.plans:
        for site in plan.sites[: answer.question.sites]:
            yield _row(answer, finding, plan, site)


def _row(answer: Answer, finding: Finding, plan: Plan, site: Site) -> Row:
    ground = finding.geography
    if ground is None:
        raise ValueError(f"{finding.key}: found no geography, expected that of an opened city")
    index = ground.area_ids.index(site.area)
    longitude, latitude = Transformer.from_crs(ground.crs, "EPSG:4326", always_xy=True).transform(
        site.x, site.y
    )
    until = finding.observed_until
    cells = (
        finding.city,
        finding.invented,
        finding.snapshot,
        finding.as_of.isoformat(),
        finding.measure.code,
        plan.network.id,
        DONE[answer.question.what],
        plan.reach_m,
        _text(plan.aim.name),
        round(plan.sure(answer.question.sites), 3),
        site.rank,
        site.kind,
        _text(site.area),
        _text(ground.names[index]),
        _text(ground.regions[index] or ""),
        round(site.x),
        round(site.y),
        str(ground.crs),
        round(longitude, 5),
        round(latitude, 5),
        round(site.gains, 1),
        say("residents {change} by this place and by none before it", change=change(plan)),
        plan.source,
        until.isoformat() if until else None,
        phrases.age(finding),
        words.unseen(finding),
        phrases.footing(finding.draft.footing),
        phrases.stability(finding),
        phrases.parameters(finding.draft.parameters),
        finding.draft.reading,
        " ".join(f"[{say(c.severity.value)}] {c.text}" for c in phrases.by_severity(finding)),
    )
    # In the language that is spoken now: who writes a file takes a text letter by letter.
    told = (str(cell) if isinstance(cell, str) else cell for cell in cells)
    return dict(zip(COLUMNS, told, strict=True))


def _text(said: str) -> str:
    return f"'{said}" if said.startswith(_FORMULA) else said
