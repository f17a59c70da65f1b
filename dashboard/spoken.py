"""Which language a request is answered in, and the address by which a reader chooses another."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from dash import Dash
from flask import Request, Response, g, redirect, request

from data.languages import ENGLISH, Language, find_language
from data.said import speaking

COOKIE = "penumbra-language"
PATH = "/language"
_A_YEAR_S = 31_536_000


def language_of(asked: Request) -> Language:
    """What the address asks for (`lang=pt`), else what was chosen, else what the browser reads."""
    wanted = (asked.args.get("lang"), asked.cookies.get(COOKIE), *asked.accept_languages.values())
    return next((found for tag in wanted if (found := find_language(tag))), ENGLISH)


def language_link(language: Language, here: str) -> str:
    """The address that chooses a language and comes back to `here`."""
    return f"{PATH}/{language.tag}?to={quote(here, safe='/')}"


def speak(app: Dash) -> None:
    """Answers each request of this app in its reader's language."""

    def _begin() -> None:
        g.spoken = speaking(language_of(request))
        g.spoken.__enter__()

    def _end(_error: BaseException | None) -> None:
        if (spoken := g.pop("spoken", None)) is not None:
            spoken.__exit__(None, None, None)

    def _remember(response: Response) -> Response:
        """What the address asks for also holds for what its page asks for afterwards."""
        asked = find_language(request.args.get("lang"))
        if asked is not None and find_language(request.cookies.get(COOKIE)) is not asked:
            _keep(response, asked)
        return response

    def _choose(tag: str) -> Response | tuple[str, int]:
        chosen = find_language(tag)
        if chosen is None:
            return "Found no such language.", 404
        # werkzeug's response, which flask's is
        answer: Response = redirect(_local(request.args.get("to")))  # type: ignore[assignment]
        _keep(answer, chosen)
        return answer

    app.server.before_request(_begin)
    app.server.after_request(_remember)
    app.server.teardown_request(_end)
    app.server.add_url_rule(f"{PATH}/<tag>", endpoint="language", view_func=_choose)


def _keep(response: Response, chosen: Language) -> None:
    response.set_cookie(COOKIE, chosen.tag, max_age=_A_YEAR_S, samesite="Lax", httponly=True)


def _local(address: str | None) -> str:
    """A path of this server; the city page for anything else, which might lead elsewhere.

    A language that it asks for is left out: the reader has just chosen another.
    """
    try:
        parts = urlsplit((address or "/").replace("\\", "/"))
    except ValueError:
        return "/"
    # Two slashes lead to another server, even where they are left of an address with four.
    local = parts.path.startswith("/") and not parts.path.startswith("//")
    if parts.scheme or parts.netloc or not local:
        return "/"
    query = [one for one in parse_qsl(parts.query) if one[0] != "lang"]
    return f"{parts.path}?{urlencode(query)}" if query else parts.path
