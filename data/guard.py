"""Does a text hold what must not be loaded or published: a secret, an inner address, a person?

Found by shape and by check digits, never by asking anybody. What is found is named by its kind and
its place; the value itself is never repeated, not in a message and not in a log.
"""

import ipaddress
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from data.errors import SensitiveDataError
from data.phone import among_words, holds_phone, many_digits
from data.said import mark

URL_CREDENTIAL = mark("login inside an address")
SECRET = mark("password, token or key")
PRIVATE_ADDRESS = mark("private network address")
EMAIL = mark("e-mail address")
PHONE = mark("phone number")
NATIONAL_ID = mark("national id number (CPF)")

# Careful: a password may hold `@`, `#` and `/`, and a host may be followed by a port and a path.
_USERINFO = re.compile(
    r"(?P<before>\b[a-z][a-z0-9+.-]{0,20}://)[^\s/?#@:]{0,100}:(?!\d{1,5}[/?#])[^\s@]{1,100}@"
    r"(?=[^\s@])|\b[\w.-]{1,64}:[^\s:@/]{1,64}@(?=\d{1,3}(?:\.\d{1,3}){3})",
    re.IGNORECASE,
)

_ASSIGNED = re.compile(
    r"(?:(?:pass(?:word|wd|phrase|code)?|passwort|senha|pwd|secret|token|credential|"
    r"(?:api|access|secret|private|auth)[ _-]?key|chave[ _-](?:api|de[ _-]acesso|secreta))"
    r"[\"']?\s{0,2}=\s{0,2}[\"']?[^\s&;,\"'<>]{2,}"
    r"|(?:password|passwort|passwd|passcode|passphrase|senha|pwd)[\"']?\s{0,2}:\s{0,2}[\"']?"
    r"(?!(?:unknown|none|null|not?|n[aã]o|sem|nenhuma|never|withheld|removed)\b)[^\s&;,\"'<>]{4,}"
    r"|(?:secret|token|(?:api|access|secret|private|auth)[ _-]?key|"
    r"chave[ _-](?:api|de[ _-]acesso|secreta))"
    r"[\"']?\s{0,2}:\s{0,2}[\"']?(?=[^\s\d]{0,60}\d)[^\s&;,\"'<>]{6,}"
    r"|[?&](?:key|sig|signature|auth|pwd|pass)=[^\s&]{4,}"
    r"|\bauthorization\s{0,2}:\s{0,2}(?:basic|bearer|digest)\s[^\s]{4,}"
    r"|\bbearer\s(?=[^\s\d]{0,60}\d)[\w.~+/=-]{16,})",
    re.IGNORECASE,
)
_KEY_SHAPE = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY"
    r"|\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b"
    r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\."
    r"|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}"
    r"|\bAIza[\w-]{35}|\bxox[abprs]-[\w-]{10,}|\b[srp]k_(?:live|test)_\w{16,}|\bsk-[\w-]{20,}"
)

_NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
_IPV4 = re.compile(
    r"(?:(?<![A-Za-z0-9.])|(?<=\bip))\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)", re.IGNORECASE
)
_IPV6 = re.compile(r"(?<![\w:.])(?:f[cde][0-9a-f]{2}:[0-9a-f:]{1,40}|::1(?![\w:.]))", re.IGNORECASE)
# 10.1.2.3 is also how versions are numbered, and 10.123.101.250 how Brazil writes ten thousand
# million reais: what stands before tells them apart.
_NO_ADDRESS_AFTER = re.compile(
    r"(?:\bv|\bver|\bvers(?:ion|ão|ao|ión)|\bbuild|\bfirmware|\brelease|\brev|R\$|US\$|€)"
    r"[\s.:=]{0,3}$",
    re.IGNORECASE,
)

_EMAIL = re.compile(
    r"[^\s@](?:@|\s?[\[(](?:at|arroba)[\])]\s?)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+"
    r"(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,})",
    re.IGNORECASE,
)

_CPF = re.compile(r"(?<![\w.-])\d{3}(?P<dot>[. ]?)\d{3}(?P=dot)\d{3}[-/ ]?\d{2}(?![\w-]|\.\d)")

# Cheap questions that most text answers with no, before the searches above are asked.
_SECRET_WORDS = (
    "pass", "senha", "pwd", "secret", "token", "credential", "key", "chave", "sig", "auth", "bearer"
)  # fmt: skip
_KEY_PARTS = (
    "PRIVATE KEY", "AKIA", "ASIA", "AROA", "AIDA", "eyJ", "gh", "glpat-", "AIza", "xox", "k_", "sk-"
)  # fmt: skip
_UNUSUAL = re.compile(
    "[\u00a0\u00ad\u0660-\u1dff\u2000-\u206f\u2212\u3000-\uffff\U00010000-\U0010ffff]"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\u200e\u200f\ufeff"))


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of sensitive thing that a text holds, in a fixed order; () when there are none."""
    plain = _plain(text)
    # What stands before the host is no e-mail address, though it looks like one.
    without_login = _USERINFO.sub(lambda m: m["before"] or " ", plain) if "@" in plain else plain
    kinds = [URL_CREDENTIAL] if without_login != plain else []
    kinds += [kind for kind, holds in _KINDS if holds(without_login)]
    return tuple(kinds)


def inspect(values: Iterable[str | None], *, place: str) -> None:
    """Looks at each distinct value once; whatever is not text is passed over.

    Raises SensitiveDataError naming the place (a file and a column), each kind found and in how
    many rows.
    """
    rows = Counter(value for value in values if isinstance(value, str))
    found: Counter[str] = Counter()
    for value, count in rows.items():
        for kind in kinds_in(value):
            found[kind] += count
    if found:
        listed = ", ".join(
            f"{kind} in {count} row{'' if count == 1 else 's'}" for kind, count in found.items()
        )
        # No value in the message: a log of this error may be read by anybody.
        raise SensitiveDataError(
            f"{place}: found {listed}; expected none (the values are not repeated here). "
            f"Take the column out of the manifest, or remove them from the file, and build again."
        )


def _plain(text: str) -> str:
    """The text as its reader sees it: one kind of dash, of space and of digit, nothing unseen."""
    if text.isascii() or not _UNUSUAL.search(text):
        return text
    plain = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_DASHES)
    return re.sub(r"\d", lambda digit: str(int(digit[0])), plain)


def _secret(text: str) -> bool:
    lower = text.lower()
    if any(word in lower for word in _SECRET_WORDS) and _ASSIGNED.search(text):
        return True
    return any(part in text for part in _KEY_PARTS) and _KEY_SHAPE.search(text) is not None


def _private_address(text: str) -> bool:
    if text.count(".") >= 3 and any(
        _is_private(match[0]) and not _NO_ADDRESS_AFTER.search(text[: match.start()][-12:])
        for match in _IPV4.finditer(text)
    ):
        return True
    return ":" in text and any(_is_private(match[0]) for match in _IPV6.finditer(text))


def _is_private(written: str) -> bool:
    parts = written.split(".")
    if len(parts) == 4 and all(len(part) == 3 for part in parts):
        # Recorders print 010.001.002.003, which `ipaddress` refuses as ambiguous.
        written = ".".join(str(int(part)) for part in parts)
    try:
        address = ipaddress.ip_address(written.rstrip(":") if written[-2:] != "::" else written)
    except ValueError:
        return False
    return any(address in network for network in _NETWORKS)


def _email(text: str) -> bool:
    return ("@" in text or "(" in text or "[" in text) and _EMAIL.search(text) is not None


def _national_id(text: str) -> bool:
    return many_digits(text) and any(
        _checks_out(re.sub(r"\D", "", match[0]))
        and (match["dot"] == "." or among_words(text, match.start()))
        for match in _CPF.finditer(text)
    )


def _checks_out(digits: str) -> bool:
    """Whether the last two of eleven digits are the check digits of the first nine.

    The rule of the Receita Federal: weights 10 to 2, then 11 to 2, remainder of ten times the sum
    by eleven. Eleven equal digits pass it and are never issued.
    """
    numbers = [int(digit) for digit in digits]
    return len(set(numbers)) > 1 and all(
        10 * sum(w * n for w, n in zip(range(size + 1, 1, -1), numbers, strict=False)) % 11 % 10
        == numbers[size]
        for size in (9, 10)
    )


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (SECRET, _secret),
    (PRIVATE_ADDRESS, _private_address),
    (EMAIL, _email),
    (PHONE, holds_phone),
    (NATIONAL_ID, _national_id),
)
