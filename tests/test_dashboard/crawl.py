"""The rule of the house, as a check: no number of a measure stands without what it cannot see.

A block says which findings it shows (`data-findings`). It must then hold, in its own text, whom
their network does not see, how old their data is, and every caveat in full or the way to it on the
same page. Outside of blocks, no page says a number of a finding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audits import words
from audits.finding import Finding


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a page that shows findings: its text as it is read, and where its links lead."""

    keys: tuple[str, ...]
    text: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """A page as it is read."""

    path: str
    text: str
    blocks: tuple[Block, ...]
    loose: str
    """What stands in the main part outside of blocks and of the caveats themselves."""


def plain(text: str) -> str:
    """Text with its white space evened out, as a browser shows it."""
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\xa0", " ")).strip()


def faults(page: Crawled, findings: Iterable[Finding]) -> list[str]:
    """Each way in which this page breaks the rule."""
    by_key = {finding.key: finding for finding in findings}
    whole = plain(page.text)
    found = [
        f"{page.path}: {key} stands without {what}"
        for block in page.blocks
        for key in block.keys
        for what in missing(block, by_key[key], whole)
    ]
    loose = plain(page.loose)
    found += [
        f"{page.path}: {number} of {finding.key} stands alone"
        for finding in by_key.values()
        for number in telling_numbers(finding)
        # Most do not occur at all, and a pattern for each takes minutes.
        if number in loose and re.search(rf"(?<![\d.,−]){re.escape(number)}(?![\d%.]*\d)", loose)
    ]
    return found


def missing(block: Block, finding: Finding, page: str) -> list[str]:
    """What this block lacks to show this finding."""
    text, spot = plain(block.text), finding.draft.blind_spot
    found = []
    counted = plain(words.people(spot.people)) in text and plain(words.share(spot.share)) in text
    if not counted and plain(words.unseen(finding)) not in text:
        found.append("its blind spot")
    whole_age = all(_aged(text, d.observed_until, d.age_days) for d in finding.datasets)
    if not whole_age and plain(words.day(finding.observed_until)) not in text:
        found.append("the age of its data")
    led = any("#" in href for href in block.hrefs)
    for caveat in finding.caveats:
        said = plain(caveat.text)
        if said not in text and not (led and said in page):
            found.append(f"the caveat “{said[:60]}”")
    return found


def _aged(text: str, until: object, days: int | None) -> bool:
    return words.age(days) in text if until else "unknown" in text


_TELLING: dict[int, tuple[Finding, set[str]]] = {}
"""By identity, since a finding has no hash; each is kept beside its numbers."""


def telling_numbers(finding: Finding) -> set[str]:
    """Numbers of a finding that are long enough not to occur by chance."""
    held = _TELLING.get(id(finding))
    if held is None:
        held = _TELLING[id(finding)] = finding, _telling_numbers(finding)
    return held[1]


def _telling_numbers(finding: Finding) -> set[str]:
    draft, measure = finding.draft, finding.measure
    values = [(draft.estimate, measure.unit)]
    values += [(group.value, measure.unit_of_groups) for group in draft.by_group]
    shown = {plain(words.figure(v, unit)) for v, unit in values if v is not None}
    # A count of three digits may well be that of something else, such as areas or rows.
    return {
        number
        for number in shown
        if len(re.sub(r"\D", "", number)) >= (3 if re.search(r"[.%]", number) else 4)
    }
