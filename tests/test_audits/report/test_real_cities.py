"""The whole road, on both cities: small enough to send, and nothing left behind."""

import re
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from audits.opened import OpenedCity
from audits.report.content import report_of
from audits.report.document import document, schema
from audits.report.map_svg import finding_map
from audits.report.render import render_html
from audits.report.rows import rows
from tests.test_audits.report.reports import Page, faults, plain

CITIES = ["porto_sombra", pytest.param("rio", marks=pytest.mark.rio)]


@pytest.fixture(params=CITIES)
def opened(request: pytest.FixtureRequest) -> OpenedCity:
    city: OpenedCity = request.getfixturevalue(request.param)
    return city


def test_a_report_is_small_enough_to_send_and_the_same_each_time(opened: OpenedCity) -> None:
    html = render_html(report_of(opened))
    assert len(html.encode()) < 1_000_000
    assert render_html(report_of(opened)) == html


def test_every_finding_stands_with_its_caveats_blind_spot_and_age(opened: OpenedCity) -> None:
    html = render_html(report_of(opened))
    assert faults(Page(html), report_of(opened)) == []
    for drawing in re.findall(r"<svg.*?</svg>", html, re.S):
        assert "nan" not in drawing
        ET.fromstring(drawing)


def test_every_area_is_in_the_table_of_each_network(opened: OpenedCity) -> None:
    report = report_of(opened)
    page = Page(render_html(report))
    for section in report.networks:
        assert section.areas is not None
        assert sorted(row.area for row in section.areas.rows) == sorted(opened.geography.area_ids)
        said = plain(page.text[f"areas-{section.network.id}"])
        told = [*section.areas.apart, *(row for held in section.areas.alike for row in held)]
        assert sorted(row.area for row in told) == sorted(opened.geography.area_ids)
        assert all(plain(row.name) in said and plain(row.people) in said for row in told)


def test_a_map_alone_is_small_enough_for_a_slow_line(opened: OpenedCity) -> None:
    for finding in opened.findings("M3"):
        assert len(finding_map(finding, opened.geography).encode()) < 120_000


def test_the_document_follows_the_schema_and_the_rows_say_as_much(opened: OpenedCity) -> None:
    made = document(opened)
    Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        made
    )
    values = sum(
        1 + len(finding["by_group"]) + len(finding["by_area"]) for finding in made["findings"]
    )
    assert sum(1 for row in rows(opened) if row["caveats"]) == values
