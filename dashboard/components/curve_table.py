"""The concentration curve in a few rows."""

from bisect import bisect_left

from audits import words
from audits.curve import Curve
from dashboard import html

_AT = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def curve_table(curve: Curve) -> html.Table:
    """What the lowest ten per cent of people have, the lowest twenty, and so on."""
    rows = [
        html.Tr(
            [
                html.Th(words.say("lowest {share}", share=words.share(at)), scope="row"),
                html.Td(words.share(share_at(curve, at)), className="num"),
            ]
        )
        for at in _AT
    ]
    return html.Table(
        [
            html.Caption(words.say("Ranked by {variable}", variable=curve.ranked_by)),
            html.Thead(
                html.Tr(
                    [
                        html.Th(words.say("People"), scope="col"),
                        html.Th(
                            words.say("Share of {what}", what=curve.of),
                            scope="col",
                            className="num",
                        ),
                    ]
                )
            ),
            html.Tbody(rows),
        ],
        className="table",
    )


def share_at(curve: Curve, people: float) -> float:
    """The curve's height at a share of people, on the straight line between its points."""
    right = bisect_left(curve.people, people)
    if right == 0:
        return curve.share[0]
    x0, x1 = curve.people[right - 1], curve.people[right]
    y0, y1 = curve.share[right - 1], curve.share[right]
    return y0 + (y1 - y0) * (people - x0) / (x1 - x0)
