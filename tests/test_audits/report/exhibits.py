"""One hand-made figure of each kind, each with every kind of nothing that it may hold."""

from datetime import date

from audits.exhibit import (
    Bar,
    Bars,
    Calendar,
    CalendarRow,
    Classed,
    Dot,
    Exhibit,
    Line,
    Lines,
    Quadrants,
    Site,
    Sites,
)

LINES = Lines(
    title="Share within reach, over the reach",
    x_title="reach",
    x_unit="metres",
    y_title="share of people within reach",
    y_unit="share of people",
    x=(100, 250, 500, 1000),
    lines=(
        Line(name="everyone", y=(0.1, 0.3, 0.5, 0.7), low=(0.05, 0.25, 0.45, 0.6),
             high=(0.15, 0.35, 0.55, 0.8)),
        Line(name="poorest fifth", y=(0.05, None, 0.3, 0.5)),
        Line(name="nobody knows", y=(None, None, None, None)),
    ),
    mark_x=500,
)  # fmt: skip
LORENZ = Lines(
    title="Lorenz curve of reach",
    x_title="share of people, least first",
    x_unit="share of people",
    y_title="share of reach",
    y_unit="share of reach",
    x=tuple(n / 100 for n in range(101)),
    lines=(Line(name="reach", y=tuple((n / 100) ** 2 for n in range(101))),),
    equal=True,
)
SPANS = Bars(
    title="Times as likely",
    unit="times",
    no_difference=1.0,
    bars=(
        Bar(name="poorest fifth", value=2.3, low=1.8, high=2.9, weighty=True),
        Bar(name="second fifth", value=0.8, low=0.5, high=1.1),
        Bar(name="without interval", value=1.2),
        Bar(name="small group", value=None, reason="withheld: fewer than 50 people"),
    ),
)
LENGTHS = Bars(
    title="Percentage points",
    unit="points",
    bars=(Bar(name="up", value=4.0), Bar(name="down", value=-2.0), Bar(name="none", value=None)),
)
QUADRANTS = Quadrants(
    title="Reach against need",
    x_title="reach",
    x_unit="share of people",
    y_title="need",
    y_unit="reports per 1,000",
    x_cut=0.5,
    y_cut=10.0,
    corners=("in need, out of reach", "in need, reached", "calm, out of reach", "calm, reached"),
    dots=(
        Dot(name="Harbour", x=0.1, y=30.0, people=9000, area="a00"),
        Dot(name="Old Town", x=0.9, y=12.0, people=12000, area="a01"),
        Dot(name="Station", x=0.7, y=2.0, people=7000, area="a03"),
        Dot(name="A region", x=0.3, y=4.0, people=0),
    ),
    nothing=(("a11", "nobody lives there"),),
)
CALENDAR = Calendar(
    title="When the stations spoke",
    start=date(2024, 1, 1),
    days=7,
    words=("speaks", "thin", "silent"),
    rows=(
        CalendarRow(name="West", states=("speaks", "silent", "silent", None, "thin", "speaks")),
        CalendarRow(name="East", states=("speaks",) * 6),
    ),
)
CLASSED = Classed(
    title="Who is served",
    words=("served", "in part", "not served"),
    areas=(("a00", "not served"), ("a01", "served"), ("a02", "in part"), ("a03", "served")),
)
SITES = Sites(
    title="Where to put, mend and remove",
    sites=(
        Site(rank=1, kind="new", x=1000, y=1000, area="a00", gains=4000),
        Site(rank=2, kind="repair", x=5000, y=3000, area="a06", gains=900),
        Site(rank=3, kind="remove", x=7000, y=5000, area="a11", gains=0),
    ),
)
EVERY_KIND: tuple[Exhibit, ...] = (
    LINES, LORENZ, SPANS, LENGTHS, QUADRANTS, CALENDAR, CLASSED, SITES,
)  # fmt: skip
