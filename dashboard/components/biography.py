"""The biography of a dataset: an answer nobody gave reads *unknown*."""

from dash import html

from data.city import Dataset


def biography(dataset: Dataset) -> html.Dl:
    """Who collected it, why, how and when, who is missing, who cleaned it, who took part."""
    life = dataset.biography
    lines = (
        ("Collected by", life.collected_by),
        ("Why", life.why),
        ("How", life.how),
        ("When", life.when),
        ("Who is missing", life.missing),
        ("Cleaned by", life.cleaned_by),
        ("Residents took part as", life.rung),
        ("Publisher", dataset.publisher),
        ("Licence", dataset.licence),
        ("Note", dataset.note),
    )
    return html.Dl(
        [
            part
            for name, said in lines
            if said is not None or name != "Note"
            for part in (html.Dt(name), _said(said))
        ],
        className="terms",
    )


def _said(text: str | None) -> html.Dd:
    return html.Dd(text) if text else html.Dd("unknown", className="unknown")
