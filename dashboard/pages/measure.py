"""One measure of one network: the number, and everything that was done to get it."""

from audits import words
from audits.finding import Finding
from audits.report import phrases
from audits.words import say
from dashboard import html
from dashboard.area_section import area_section
from dashboard.attributes import attributes
from dashboard.components.choices import choices
from dashboard.components.curve_table import curve_table
from dashboard.components.dataset_entry import dataset_link
from dashboard.components.exhibit import exhibit_part, outlines
from dashboard.components.figure import figure
from dashboard.components.group_table import group_tables
from dashboard.components.ledger import ledger
from dashboard.components.measure_head import measure_head
from dashboard.components.method import method
from dashboard.components.stability import stability_table
from dashboard.components.statements import statements
from dashboard.contesting import contest_part
from dashboard.figures.curve import curve_figure
from dashboard.figures.groups import groups_figure
from dashboard.figures.stability import stability_figure
from dashboard.html import Component
from dashboard.links import link
from dashboard.page import Page, View
from dashboard.subjects import subject_title
from data.said import joined, mark


def title(view: View) -> str:
    """For the window: measure and subject."""
    finding = _finding(view)
    return joined(": ", (finding.measure.name, subject_title(view.city, finding)))


def knows(view: View) -> bool:
    """Whether the city has this finding."""
    return view.key is not None and view.finding(view.key) is not None


def layout(view: View) -> html.Div:
    """Number and what stands beside it, then who, where, how stable, how made, who objects."""
    finding = _finding(view)
    others = tuple(
        (subject_title(view.city, other), other)
        for other in view.findings
        if other.measure.code == finding.measure.code and other.key != finding.key
    )
    return html.Div(
        [
            measure_head(finding, subject_title(view.city, finding), others),
            outlines(finding.draft.exhibits, view.geography),
            *_exhibits(view, finding),
            _groups(view, finding),
            _curve(finding),
            area_section(view, finding),
            _stability(finding),
            html.Section([html.H2(say("Method"), id="method"), method(finding)]),
            _inputs(view, finding),
            _reviews(view, finding),
        ],
        **attributes(data_findings=finding.key),
    )


def _finding(view: View) -> Finding:
    found = view.finding(view.key or "")
    if found is None:
        raise KeyError(f"found no finding {view.key}, expected the router to have asked `knows`")
    return found


def _exhibits(view: View, finding: Finding) -> list[html.Section]:
    """An area leads to what this measure says of it, or else to the city's map."""
    path = view.path if finding.draft.by_area else "/"
    anchor = "areas" if finding.draft.by_area else "map"
    query = view.query if finding.draft.by_area else {}
    return [
        exhibit_part(
            exhibit,
            finding,
            view.geography,
            index,
            lambda area: link(path, query, anchor, area=area),
        )
        for index, exhibit in enumerate(finding.draft.exhibits)
    ]


def _groups(view: View, finding: Finding) -> html.Section | None:
    if not finding.draft.by_group:
        return None
    unit = finding.measure.unit_of_groups
    caption = say(
        "{unit}, with intervals; the table says the same.", unit=phrases.capitalised(unit)
    )
    return html.Section(
        [
            html.H2(say("By group of people"), id="groups"),
            html.Div(
                [
                    figure("groups", groups_figure(finding, view.city.dimensions), caption),
                    group_tables(finding.draft.by_group, view.city.dimensions, unit),
                ],
                className="halves",
            ),
        ]
    )


def _curve(finding: Finding) -> html.Section | None:
    curve = finding.draft.curve
    if curve is None:
        return None
    caption = say(
        "What share of {what} the lowest part of people have, ranked by {ranked_by}; the table "
        "says the same.",
        what=curve.of,
        ranked_by=curve.ranked_by,
    )
    return html.Section(
        [
            html.H2(say("Concentration"), id="curve"),
            html.Div(
                [figure("curve", curve_figure(curve), caption), curve_table(curve)],
                className="halves",
            ),
        ]
    )


def _stability(finding: Finding) -> html.Section:
    held = finding.draft.stability
    parts: list[Component] = []
    if any(setting.estimate is not None for setting in held.settings):
        caption = say(
            "The estimate in each setting. A stroke: the verdict holds; a cross: it does not; a "
            "ring: no verdict; the diamond is this finding. The table says the same."
        )
        parts.append(figure("stability", stability_figure(finding), caption))
    if held.settings:
        parts.append(stability_table(held, finding.measure.unit))
    return html.Section(
        [
            html.H2(say("Stability"), id="stability"),
            html.P(phrases.stability(finding)),
            html.Div(parts, className="halves"),
        ]
    )


def _inputs(view: View, finding: Finding) -> html.Section:
    used = set(finding.draft.datasets)
    records = [r for r in view.register().datasets if r.dataset.name in used]
    return html.Section(
        [
            html.H2(say("Inputs and the work done on them"), id="inputs"),
            *[
                html.Details(
                    [
                        html.Summary(
                            say(
                                "{dataset}: {rows} read, {kept} kept, {out} in quarantine; "
                                "until {day}",
                                dataset=record.dataset.title,
                                rows=words.count(record.rows_read, "row"),
                                kept=words.number(record.rows_kept),
                                out=words.number(record.rows_quarantined),
                                day=words.day(record.observed_until),
                            )
                        ),
                        html.P([say("Its biography: "), dataset_link(record)]),
                        ledger(
                            record.ledger,
                            say("Work done on {dataset}", dataset=record.dataset.title),
                        ),
                    ]
                )
                for record in records
            ],
        ]
    )


def _reviews(view: View, finding: Finding) -> html.Section:
    code, subject = finding.measure.code, subject_title(view.city, finding)
    said = tuple(
        one
        for one in view.reviews
        if one.target
        in ((code, finding.key) if one.target_kind == "measure" else finding.draft.datasets)
    )
    whole = view.query.get("contest") == code
    every = link(view.path, view.query, "contest", contest=code)
    this = link(view.path, view.query, "contest", contest=None)
    form = (
        contest_part(view, code, say("{measure}, of every network", measure=finding.measure.name))
        if whole
        else contest_part(view, finding.key, joined(": ", (finding.measure.name, subject)))
    )
    return html.Section(
        [
            html.H2(say("What reviews say"), id="reviews"),
            statements(said),
            choices(
                say("Speak of"),
                (
                    (say("{subject} alone", subject=subject), this),
                    (say("the measure, of every network"), every),
                ),
                every if whole else this,
            ),
            form,
        ]
    )


PAGE = Page(
    path="/measure", name=mark("Measure"), keyed=True, title=title, layout=layout, knows=knows
)
