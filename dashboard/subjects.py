"""Findings gathered by what they are about."""

from audits import words
from audits.finding import Finding
from audits.together import Same, common
from dashboard.remembered import remembered
from data.city import City

Subjects = dict[str, tuple[Finding, ...]]


def by_subject(findings: tuple[Finding, ...]) -> Subjects:
    """Network (or, where there is none, subject) -> its findings, in the order they come."""
    gathered: dict[str, list[Finding]] = {}
    for finding in findings:
        name = finding.network.id if finding.network else finding.draft.subject
        gathered.setdefault(name, []).append(finding)
    return {name: tuple(held) for name, held in gathered.items()}


@remembered
def shared_of(subjects: Subjects) -> frozenset[Same]:
    """Caveats that hold for every subject: a page says them once."""
    return common(subjects.values())


def subject_title(city: City, finding: Finding) -> str:
    """The name of the network, or of the dataset, that a finding is about."""
    if finding.network:
        return finding.network.title
    titles = {dataset.name: dataset.title for dataset in city.datasets}
    return titles.get(finding.draft.subject) or words.subject(finding)
