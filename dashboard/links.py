"""Links that hold a whole view: every choice a reader makes lives in the address."""

from typing import NamedTuple
from urllib.parse import parse_qsl, quote, quote_plus, urlencode

from audits.finding import Finding

_LONGEST = 2000
_FIELDS = 20


def parse_query(search: str | None) -> dict[str, str]:
    """`?a=1&b=2` as a mapping; what is too long or malformed asks for nothing."""
    text = (search or "").removeprefix("?")
    if len(text) > _LONGEST:
        return {}
    try:
        return dict(parse_qsl(text, max_num_fields=_FIELDS))
    except ValueError:
        return {}


def link(path: str, query: dict[str, str], anchor: str = "", **changes: str | None) -> str:
    """The address of `path` with this query, changed; None takes a choice away."""
    merged = {k: v for k, v in (query | changes).items() if v}
    return path + (f"?{urlencode(merged)}" if merged else "") + (f"#{anchor}" if anchor else "")


class AreaLinks(NamedTuple):
    """The address at which each area is chosen, all else staying as it is."""

    before: str
    after: str

    def __call__(self, area: str) -> str:
        """The address for one area."""
        return f"{self.before}{quote_plus(area)}{self.after}"


def area_links(path: str, query: dict[str, str], anchor: str) -> AreaLinks:
    """Of a page whose query may hold an area, at a place of that page."""
    here = link(path, query, area=None)
    return AreaLinks(f"{here}{'&' if '?' in here else '?'}area=", f"#{anchor}")


def measure_link(finding: Finding | str, anchor: str = "") -> str:
    """The address of a finding's own page."""
    key = finding if isinstance(finding, str) else finding.key
    return link(f"/measure/{quote(key, safe='')}", {}, anchor)


def place_link(area: str, anchor: str = "") -> str:
    """The address of an area's own page."""
    return link(f"/place/{quote(area, safe='')}", {}, anchor)


def chosen(query: dict[str, str], name: str, options: tuple[str, ...]) -> str | None:
    """What the query chooses for `name`, else the first option; None where there is none."""
    asked = query.get(name)
    return asked if asked in options else next(iter(options), None)
