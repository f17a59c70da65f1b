"""One viewer: reads a page, goes on to another, and asks every 12 seconds whether it is new."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlsplit

import urllib3

from dashboard.app import BEAT_MS
from dashboard.wall_views import VIEWS
from tests.load.answers import Answer, Read, footed, read, stated
from tests.test_dashboard.sent import draw_request

LEAST_S, MOST_S = 2.0, 8.0
"""A viewer acts after as many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Addresses that viewers go to, by how they come upon them; what is liked most comes first."""

    pages: tuple[str, ...]
    overlays: tuple[str, ...]
    networks: tuple[str, ...]
    """Ids, for siting queries."""


@dataclass(kw_only=True)
class Viewer:
    """Keeps what a browser would: the language, where it is, which version it shows."""

    number: int
    url: str
    pool: urllib3.PoolManager
    places: Places
    tell: Callable[[Answer], None]
    address: str = "/"
    stands: str = ""
    chance: random.Random = field(init=False)
    language: str = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)
        self.language = ("en", "pt-BR")[self.number % 2]

    def look(self, ended: Event) -> None:
        """Until it is told to end."""
        # Nobody comes at the same moment as everybody else.
        acts = time.monotonic() + self.chance.uniform(0, MOST_S)
        polls = acts + BEAT_MS / 1000
        self.address = self._page()
        first = True
        while not ended.wait(max(0.0, min(acts, polls) - time.monotonic())):
            if acts <= polls:
                self._document() if first else self._act()
                first = False
                acts = time.monotonic() + self.chance.uniform(LEAST_S, MOST_S)
            else:
                self._poll()
                polls = time.monotonic() + BEAT_MS / 1000

    def _act(self) -> None:
        kind = self.chance.choices(
            ("page", "overlay", "siting", "room", "document", "wall"), (62, 8, 8, 6, 10, 6)
        )[0]
        if kind == "wall":
            self._ask("wall", f"/wall/view?view={self.chance.choice(list(VIEWS))}")
            return
        if kind == "siting":
            network = self.chance.choice(self.places.networks)
            self.address = f"/siting?network={network}&sites={self.chance.choice((5, 10, 20))}"
        elif kind == "room":
            self.address = "/room"
        elif kind == "overlay":
            self.address = self._one_of(self.places.overlays)
        else:
            self.address = self._page()
        if kind == "document":
            self._document()
        else:
            self._turn(kind)

    def _page(self) -> str:
        return self._one_of(self.places.pages)

    def _one_of(self, places: tuple[str, ...]) -> str:
        return self.chance.choices(places, liked(len(places)))[0]

    def _document(self) -> None:
        self.stands = self._ask("document", self.address).version

    def _turn(self, kind: str) -> None:
        self.stands = self._ask(kind, self.address, draw_request(self.address)).version

    def _poll(self) -> None:
        latest = self._ask("version", "/version")
        if latest.wrong is None and latest.version != self.stands:
            self._turn("renewal")

    def _ask(self, kind: str, address: str, body: object = None) -> Read:
        headers = {"Accept-Language": self.language, "Accept-Encoding": "gzip"}
        sent, began = time.time(), time.perf_counter()
        try:
            if body is None:
                answer = self.pool.request("GET", self.url + address, headers=headers)
            else:
                headers["Content-Type"] = "application/json"
                place = f"{self.url}/_dash-update-component"
                answer = self.pool.request("POST", place, body=json.dumps(body), headers=headers)
            took = time.perf_counter() - began
            said = read("callback" if body else kind, answer.status, answer.data)
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError) as error:
            took = time.perf_counter() - began
            said = Read(wrong=f"{type(error).__name__}: {error}")
        first = stated(said.html)
        self.tell(
            Answer(
                viewer=self.number,
                kind=kind,
                address=address,
                sent=sent,
                took=took,
                wrong=said.wrong,
                torn=footed(said) if said.html and kind != "wall" else None,
                snapshot=said.version.split(" ", maxsplit=1)[0] or None,
                said=(self.language, first) if first else None,
            )
        )
        return said


def is_page(address: str) -> bool:
    """Whether a link leads to a page of the desk that is not asked for in another way."""
    parts = urlsplit(address)
    elsewhere = ("/wall", "/siting", "/overlay", "/room", "/assets", "/language")
    return not parts.netloc and not parts.path.startswith(elsewhere)


def liked(many: int) -> list[float]:
    """How often each of so many is gone to: the second half as often as the first, and so on."""
    return [1 / rank for rank in range(1, many + 1)]
