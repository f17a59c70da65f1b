"""The area that the address chooses, as a panel beside a map."""

import math

from audits.finding import Finding
from dashboard import html
from dashboard.components.area_panel import area_panel
from dashboard.links import link
from dashboard.page import View


def chosen_area(view: View, findings: tuple[Finding, ...], anchor: str = "") -> html.Div | None:
    """What these findings say of `?area=`; None where no area of the city is chosen."""
    area = view.query.get("area")
    if area is None or area not in view.geography.area_ids:
        return None
    index = view.geography.area_ids.index(area)
    count = float(view.geography.people[index])
    return area_panel(
        view.geography.names[index],
        None if math.isnan(count) else count,
        findings,
        area,
        link(view.path, view.query, anchor, area=None),
    )
