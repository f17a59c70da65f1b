"""Whether a verdict survives other defensible choices: one mark per setting, in three lanes."""

from audits import words
from audits.finding import Finding, Setting
from audits.report.paint import Paint
from audits.report.phrases import capitalised, parameters, verdict
from audits.report.scale import Scale, scale, tick_words
from audits.report.svg import Attributes, element, picture, short, text

_WIDTH = 400
_PLOT = (138.0, 378.0)
_LANE = 26.0
_LANES: tuple[tuple[bool | None, str], ...] = (
    (True, verdict(True)),
    (False, verdict(False)),
    (None, verdict(None)),
)


def stability_chart(finding: Finding, *, paint: Paint | None = None) -> str:
    """The estimate under each setting; empty where fewer than two settings gave one.

    A filled dot holds, a cross does not, a bar has no verdict: by lane, shape and word.
    """
    stability = finding.draft.stability
    drawn = [setting for setting in stability.settings if setting.estimate is not None]
    if len(drawn) < 2:
        return ""
    paint = paint or Paint()
    chosen = finding.draft.estimate
    held = [setting.estimate for setting in drawn if setting.estimate is not None]
    axis = scale(held if chosen is None else [*held, chosen], *_PLOT)
    lanes, y = [], 14.0
    for holds, word in _LANES:
        inside = [setting for setting in drawn if setting.holds is holds]
        if inside:
            lanes.append(_lane(inside, f"{word} ({len(inside)})", holds, y, axis, paint))
            y += _LANE
    return picture(
        _axis(axis, y - 8, finding, paint),
        *lanes,
        width=_WIDTH,
        height=y + 30,
        title=_title(finding),
        description=_description(drawn, finding.measure.unit)
        or words.say("The number under {n} settings.", n=len(drawn)),
        prefix=f"stability-{finding.key}",
        paint=paint,
    )


def _lane(
    settings: list[Setting],
    label: str,
    holds: bool | None,
    y: float,
    axis: Scale,
    paint: Paint,
) -> str:
    """The lane's name and one mark per setting: dots, crosses or bars."""
    at = [axis(one.estimate) for one in settings if one.estimate is not None]
    if holds:
        d = "".join(f"M{short(x)} {short(y)}h0" for x in at)
        style: Attributes = {
            "stroke": paint("accent"),
            "stroke_width": 9,
            "stroke_linecap": "round",
        }
    elif holds is None:
        d = "".join(f"M{short(x)} {short(y - 6)}v12" for x in at)
        style = {"stroke": paint("muted"), "stroke_width": 3}
    else:
        d = "".join(f"M{short(x - 4.5)} {short(y - 4.5)}l9 9m-9 0l9-9" for x in at)
        style = {"stroke": paint("warn"), "stroke_width": 2.5}
    return text(label, 0, y + 4, font_size=12, fill=paint("ink")) + element(
        "path", d=d, fill="none", **style
    )


def _axis(axis: Scale, bottom: float, finding: Finding, paint: Paint) -> str:
    unit, estimate = finding.measure.unit, finding.draft.estimate
    grid = "".join(f"M{short(axis(tick))} 2V{short(bottom)}" for tick in axis.ticks)
    drawn = [element("path", d=grid, stroke=paint("rule"), stroke_width=0.75, fill="none")]
    said = unit
    if estimate is not None:
        d = f"M{short(axis(estimate))} 2V{short(bottom)}"
        drawn.append(element("path", d=d, stroke=paint("ink"), stroke_dasharray="3 3", fill="none"))
        said = words.say("{unit}; dashed: the setting reported", unit=unit)
    ticks = [
        text(figure, axis(tick), bottom + 14)
        for tick, figure in zip(axis.ticks, tick_words(axis, unit), strict=True)
    ]
    muted: Attributes = {"font_size": 10.5, "fill": paint("muted")}
    drawn.append(element("g", *ticks, text_anchor="middle", **muted))
    drawn.append(text(said, _WIDTH, bottom + 30, text_anchor="end", **muted))
    return "".join(drawn)


def _title(finding: Finding) -> str:
    stability = finding.draft.stability
    share = stability.share_holding
    if stability.verdict is None or share is None:
        return words.say(
            "{measure}, {subject}, under other settings.",
            measure=finding.measure.name,
            subject=words.subject(finding),
        )
    return words.say(
        "{verdict}: holds in {share} of the settings in which it can be decided.",
        verdict=capitalised(stability.verdict),
        share=words.share(share),
    )


def _description(settings: list[Setting], unit: str) -> str:
    """Which settings the verdict does not survive; all of them stand in the table beside it."""
    lost = [
        words.say(
            "{setting} ({value})",
            setting=parameters(one.parameters),
            value=words.figure(one.estimate, unit),
        )
        for one in settings
        if one.estimate is not None and one.holds is False
    ]
    said = words.say("does not hold with {settings}", settings=words.listed(lost, 5))
    return words.sentence(said) if lost else ""
