"""The Jinja2 environment of the report: its filters are the words and pictures of a finding."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from itertools import groupby
from typing import TypeVar

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from audits import words
from audits.finding import Finding, GroupBlind
from audits.principles import principle
from audits.report import phrases
from audits.report.area_table import FIRST
from audits.report.chart_svg import curve_chart, groups_chart
from audits.report.content import Report
from audits.report.exhibit_svg import exhibit_svg
from audits.report.exhibit_table import exhibit_table, left_out, said_rows
from audits.report.map_legend import LegendItem
from audits.report.map_samples import sample
from audits.report.map_svg import finding_legend, finding_map
from audits.report.network_groups import GroupRow, network_groups
from audits.report.paint import Paint
from audits.report.repeats import Meaning, told_by
from audits.report.shared import Shared, aloud, shared
from audits.report.svg import element, escaped
from audits.together import Held
from data.city import Dimension

Grouped = TypeVar("Grouped", GroupRow, GroupBlind)
OUTLINES = "o"
"""Name of the outlines that all maps of one page share."""
_MOST_EXHIBITS, _MOST_ROWS = 1, 8
"""Figures of a finding and rows of a figure that a report which can be sent has room for.

A screen has all of them.
"""
SCREEN_COARSE, PAPER_COARSE = 3.5, 8
"""Some pixels of a wide screen; on paper, which is not magnified, a half of a millimetre."""


def environment(report: Report, *, for_print: bool) -> Environment:
    """Templates with everything that they may say about this report, in the language being spoken.

    Their words are calls of `say`; a sentence with a link or an emphasis in it goes through
    `holding`, which puts them in.

    For print, colours are literal and each map carries its own outlines, since WeasyPrint draws
    every SVG by itself.
    """
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals["say"] = words.say
    made.globals["link"] = _link
    made.globals["unknown"] = _emphasis(words.say("unknown"))
    made.globals["emphasis"] = _emphasis
    made.globals["most_areas"] = FIRST if for_print else None
    # Where a table begins with headers, HTML knows of what they are; WeasyPrint must be told.
    for scope in ("row", "col"):
        made.globals[scope] = Markup(f' scope="{scope}"') if for_print else ""
    said_once = shared(report.findings)
    made.globals["shared"] = said_once
    made.filters.update(_word_filters())
    crossed = frozenset(one.id for one in report.city.dimensions if one.kind == "crossed")
    made.globals["left_to_screen"] = bool(for_print and crossed)
    without = crossed if for_print else frozenset()
    made.filters.update(_repeat_filters(report, said_once, without))
    made.filters.update(_picture_filters(report, for_print=for_print))
    return made


def _template(name: str) -> str:
    return (
        files("audits").joinpath("report").joinpath("templates").joinpath(name).read_text("utf-8")
    )


def _link(to: str, said: str) -> Markup:
    """A link to an id of the page."""
    return Markup('<a href="#{}">{}</a>').format(to, said)


def _emphasis(said: str, tag: str = "em") -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, said)


def _holding(said: str, **held: object) -> Markup:
    """A sentence with pieces of HTML in its fields; whatever else is put in is escaped."""
    return escape(said).format(**held)


def _word_filters() -> dict[str, object]:
    return {
        "age": phrases.age,
        "age_in_short": lambda finding: words.sentence(phrases.age_in_short(finding)),
        "better": phrases.better,
        "condition": phrases.condition,
        "day": words.day,
        "days": words.age,
        "figure": words.figure,
        "footing": phrases.footing,
        "interval": words.interval,
        "grade": phrases.grade,
        "holding": _holding,
        "join_words": words.listed,
        "joined": lambda parts, between: words.joined(between, parts),
        "number": partial(words.number, digits=None),
        "parameters": phrases.parameters,
        "people": words.people,
        "poorest_to_richest": phrases.poorest_to_richest,
        "principle": lambda known: principle(known).name,
        "purpose": phrases.purpose,
        "raised": phrases.raised,
        "ranges": _ranges,
        "residents_of": words.residents_of,
        "sentence": words.sentence,
        "share": words.share,
        "slug": lambda severity: str(severity).replace(" ", "-"),
        "stability": phrases.stability,
        "stability_in_short": phrases.stability_in_short,
        "subject": words.subject,
        "target": phrases.target,
        "text": lambda held: words.say(held.value),
        "unseen": words.unseen,
        "unseen_in_short": phrases.unseen_in_short,
        "doubts": phrases.doubts,
        "value_or_reason": words.value_or_reason,
        "why_unseen": phrases.why_unseen,
        "work": phrases.work,
    }


def _ranges(numbers: tuple[int, ...]) -> str:
    """`1, 4 to 7 and 9` of numbers in order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return words.listed(
        words.say("{first} to {last}", first=run[0], last=run[-1])
        if len(run) > 2
        else ", ".join(map(str, run))
        for run in runs
    )


def _repeat_filters(
    report: Report, said_once: Shared, without: frozenset[str]
) -> dict[str, Callable[..., object]]:
    """What a finding need not say, since it stands elsewhere, and where that is.

    Groups of the dimensions in `without` are left to the screen.
    """
    told = {
        finding.key: (section, told_by(finding, section.findings))
        for section in report.networks
        for finding in section.findings
    }

    said_once_of = {one.text: one for one in report.meanings}

    def meaning(finding: Finding) -> Meaning | None:
        return said_once_of.get(finding.draft.interval_meaning)

    def own(finding: Finding) -> tuple[list[Held], list[Held]]:
        """Those that ask for care, and mere notes."""
        held = said_once.own(finding)
        return [h for h in held if h.caveat.severity.rank], [
            h for h in held if not h.caveat.severity.rank
        ]

    return {
        "aloud": aloud,
        "meaning": meaning,
        "network_groups": lambda held: network_groups(tuple(held), without),
        "own_caveats": own,
        "references": said_once.references,
        "told_by": lambda finding: told.get(finding.key, (None, None))[1],
    }


def _picture_filters(report: Report, *, for_print: bool) -> dict[str, object]:
    paint = Paint(variables=not for_print, fallback=False)
    titles = {dimension.id: dimension.title for dimension in report.city.dimensions}

    def draw_map(finding: Finding) -> Markup:
        return Markup(
            finding_map(
                finding,
                report.geography,
                paint=paint,
                with_legend=False,
                settlement_word=report.city.settlement_word,
                shared=None if for_print else OUTLINES,
                coarse=PAPER_COARSE if for_print else SCREEN_COARSE,
            )
        )

    def draw_sample(item: LegendItem, finding: Finding, index: int) -> Markup:
        return Markup(
            element(
                "svg",
                # PDF has no word for an ornament in the text; every figure in it needs one.
                element("title", escaped(words.say("Sample"))) if for_print else "",
                sample(item, f"sample-{finding.key}-{index}", paint),
                viewBox="0 0 24 14",
                width=24,
                height=14,
                aria_hidden="true",
            )
        )

    def where(finding: Finding) -> str:
        areas = finding.draft.blind_spot.areas
        return words.listed([report.geography.name_of(one.area) for one in areas], 5)

    def by_dimension(groups: Iterable[Grouped]) -> list[tuple[str, list[Grouped]]]:
        """In the order in which they come, which is the manifest's."""
        return [
            (titles.get(dimension, dimension), list(members))
            for dimension, members in groupby(groups, key=lambda group: group.dimension)
        ]

    def ranked_by(dimension: Dimension) -> str:
        """The variable's own title; its name where no dataset of the city declares one."""
        variables = [v for dataset in report.city.datasets for v in dataset.variables]
        titled = {variable.name: variable.title for variable in variables}
        return titled.get(dimension.variable or "", dimension.variable or words.say("a variable"))

    def groups(finding: Finding) -> Markup:
        """The chart of a finding that gives shares, which compare, and has no figure of its own.

        All groups stand in rows: those of a network's findings together, above them.
        """
        shares = words.is_share(finding.measure.unit_of_groups)
        if finding.draft.exhibits or (finding.network and not shares):
            return Markup("")
        return Markup(groups_chart(finding, report.city.dimensions, paint=paint))

    def exhibits(finding: Finding) -> list[dict[str, object]]:
        """Each figure of a finding, drawn, with its table in words."""
        made: list[dict[str, object]] = []
        for index, exhibit in enumerate(finding.draft.exhibits[:_MOST_EXHIBITS]):
            drawn = exhibit_svg(
                exhibit,
                report.geography,
                prefix=f"x{index}-{finding.key}",
                blind=finding.draft.blind_spot,
                paint=paint,
                coarse=PAPER_COARSE if for_print else SCREEN_COARSE,
                shared=None if for_print else OUTLINES,
            )
            table = exhibit_table(exhibit, report.geography)
            told = said_rows(table, most=_MOST_ROWS)
            cut = len(table.rows) - len(told)
            notes = [left_out(exhibit)]
            if cut:
                rows = words.count(cut, "row")
                notes.append(words.say("{rows} more on screen and in the JSON.", rows=rows))
            made.append(
                {
                    "title": exhibit.title,
                    "svg": Markup(drawn),
                    "columns": table.columns,
                    "rows": told,
                    "note": words.joined(" ", (note for note in notes if note)),
                }
            )
        return made

    return {
        "by_dimension": by_dimension,
        "exhibits": exhibits,
        "curve_chart": lambda f: Markup(curve_chart(f, paint=paint)),
        "groups_chart": groups,
        "legend": lambda f: finding_legend(f, report.geography, report.city.settlement_word),
        "map": draw_map,
        "ranked_by": ranked_by,
        "sample": draw_sample,
        "where_unseen": where,
    }
