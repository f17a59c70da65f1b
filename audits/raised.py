"""Which caveat rules are raised in a city now, and in how many of its findings."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.catalog import caveat_rules
from audits.finding import Finding
from audits.frame import CityFrame
from audits.per_frame import per_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One rule: in how many findings it is raised, and the codes of what it raises there."""

    findings: int
    codes: tuple[str, ...]


def raised(frame: CityFrame, findings: Iterable[Finding]) -> dict[str, Raised]:
    """Code of each rule -> where it is raised in these findings.

    What review sessions say comes of no rule and is not counted.
    """
    known = _rule_of_code(frame)
    many: dict[str, int] = {}
    codes: dict[str, set[str]] = {}
    for finding in findings:
        own = {caveat.code for caveat in finding.caveats if caveat.raised_by != "review"}
        if not own <= known.keys():
            known |= _rules_behind(frame, finding)
        for rule in {known[code] for code in own if code in known}:
            many[rule] = many.get(rule, 0) + 1
        for code in own & known.keys():
            codes.setdefault(known[code], set()).add(code)
    return {
        rule.code: Raised(
            findings=many.get(rule.code, 0), codes=tuple(sorted(codes.get(rule.code, ())))
        )
        for rule in caveat_rules()
    }


@per_frame
def _rule_of_code(_frame: CityFrame) -> dict[str, str]:
    """Code of a caveat -> code of the rule that raises it, as far as it was asked for."""
    return {}


def _rules_behind(frame: CityFrame, finding: Finding) -> dict[str, str]:
    """The rules asked again of one finding: a caveat does not say which of them raised it."""
    return {
        caveat.code: rule.code
        for rule in caveat_rules()
        for caveat in rule.find(frame, finding.draft)
    }
