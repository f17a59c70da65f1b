"""The biography of a dataset: an answer nobody gave reads *unknown*."""

from audits.words import say
from dashboard import html
from data.city import Dataset


def biography(dataset: Dataset) -> html.Dl:
    """Who collected it, why, how and when, who is missing, who cleaned it, who took part."""
    life = dataset.biography
    lines = (
        (say("Collected by"), life.collected_by),
        (say("Why"), life.why),
        (say("How"), life.how),
        (say("When"), life.when),
        (say("Who is missing"), life.missing),
        (say("Cleaned by"), life.cleaned_by),
        (say("Residents took part as"), life.rung),
        (say("Publisher"), dataset.publisher),
        (say("Licence"), dataset.licence),
        (say("Note"), dataset.note),
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
    return html.Dd(text) if text else html.Dd(say("unknown"), className="unknown")
