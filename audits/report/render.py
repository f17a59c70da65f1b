"""A report as one self-contained HTML page: no scripts, nothing fetched, the same bytes always."""

from markupsafe import Markup

from audits import words
from audits.report.content import Report
from audits.report.environment import OUTLINES, SCREEN_COARSE, environment
from audits.report.map_svg import shared_shapes
from audits.report.paint import Paint, stylesheet
from audits.report.svg import NAMESPACE, element, escaped
from data.said import language


def render_html(report: Report, *, for_print: bool = False) -> str:
    """The page, in the language being spoken.

    With `for_print`, as WeasyPrint needs it: literal colours, self-contained maps.
    """
    outlines = "" if for_print else shared_shapes(report.geography, OUTLINES, coarse=SCREEN_COARSE)
    page = environment(report, for_print=for_print).get_template("report.html")
    return page.render(
        report=report,
        language=language().tag,
        statement=words.blind_spot_statement(report.city, report.findings),
        stylesheet=Markup(stylesheet("tokens.css") + stylesheet("report.css")),
        outlines=Markup(outlines),
        mark=Markup(mark(Paint(variables=not for_print, fallback=False))),
    )


def mark(paint: Paint) -> str:
    """The product's sign, an ornament without words: a disc, half of it in half-shade."""
    hatch = "M12 4l-8 8M12 8l-8 8M12 12l-7 7M12 16l-5 5M12 20l-2 2M12 3l-7.5 7.5"
    return element(
        "svg",
        # An ornament on screen; in a PDF every figure needs a word.
        "" if paint.variables else element("title", escaped(words.say("Sign of Penumbra"))),
        element("path", d="M12 2a10 10 0 0 1 0 20z", fill=paint("accent")),
        element("path", d=hatch, stroke=paint("ink"), stroke_width=1.1, fill="none"),
        element("circle", cx=12, cy=12, r=10, fill="none", stroke=paint("ink"), stroke_width=1.2),
        xmlns=NAMESPACE,
        viewBox="0 0 24 24",
        width=22,
        height=22,
        aria_hidden="true",
    )
