"""What the publisher, or whoever wrote the manifest, says of the data."""

from collections.abc import Iterator

from audits.caveat import Caveat, CaveatRule, Severity
from audits.finding import Draft
from audits.frame import CityFrame
from data.said import mark, say


def find(frame: CityFrame, draft: Draft) -> Iterator[Caveat]:
    """Notes of the manifest, samples, and who is missing from a dataset."""
    for name in draft.datasets:
        dataset = frame.dataset(name)
        if dataset.sample:
            yield Caveat(
                code="sample",
                severity=Severity.CARE,
                template="“{title}” is a sample of unknown choice: a row that is not there proves "
                "nothing.",
                arguments={"title": dataset.title},
                about=name,
                raised_by="publisher",
            )
        for code, text in (("note", dataset.note), ("missing_people", dataset.biography.missing)):
            if text:
                yield Caveat(
                    code=f"publisher_{code}",
                    severity=Severity.NOTE,
                    template=mark("“{title}”: {text}")
                    if code == "note"
                    else mark("“{title}” lacks: {text}"),
                    arguments={"title": dataset.title, "text": text},
                    about=name,
                    raised_by="publisher",
                )


RULE = CaveatRule(
    code="publisher_note",
    title=say("What the publisher says"),
    explains=say(
        "Raised for each note of the manifest on a dataset behind the finding, for samples, "
        "and for people whom the dataset's biography says it lacks."
    ),
    find=find,
)
