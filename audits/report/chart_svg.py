"""The charts of a finding, under one name for whoever draws them."""

from audits.report.chart_curve import curve_chart
from audits.report.chart_groups import groups_chart
from audits.report.chart_stability import stability_chart

__all__ = ["curve_chart", "groups_chart", "stability_chart"]
