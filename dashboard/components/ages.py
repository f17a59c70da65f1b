"""How old the data of a number is: when it was observed, never when it was fetched."""

from audits import words
from audits.finding import DatasetAge
from audits.words import say
from dashboard import html


def ages(datasets: tuple[DatasetAge, ...]) -> html.Ul:
    """Each dataset with its last day of observation, oldest first; an unknown day says so."""
    ordered = sorted(datasets, key=lambda d: (d.observed_until is not None, d.observed_until))
    return html.Ul([_item(dataset) for dataset in ordered], className="ages")


def _item(dataset: DatasetAge) -> html.Li:
    until = (
        say(
            "until {day}, {age}",
            day=words.day(dataset.observed_until),
            age=words.age(dataset.age_days),
        )
        if dataset.observed_until
        else say("until an unknown day, age unknown")
    )
    return html.Li([html.Span(dataset.title, className="age-title"), f" {until}"])
