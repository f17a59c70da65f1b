"""Does a text hold a telephone number, as Brazil and the rest of the world write them?

A city's files are full of other digits: identifiers, dates, spans of years, coordinates, house
numbers, kilometre posts, figures in thousands. A shape therefore counts only with the marks of a
telephone number: a plus, an area code, a hyphen in its place, or a word that announces it.
"""

import re

# A telephone number needs at least eight digits that stand near each other.
_MANY_DIGITS = re.compile(r"(?:\d\D{0,4}){7}\d")

_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        # +55 21 98765-4321, 0044 20 7946 0958
        r"(?<![\w+.])(?:\+|00(?=[1-9]\d{0,2}[ ()-]))[1-9](?:[ ()-]{0,3}\d){9,14}(?!\.?\d)",
        # +33.1.23.45.67.89
        r"(?<![\w+.])\+[1-9]\d{0,2}(?:\.\d{1,5}){3,5}(?![\d.])",
        # (21) 98765-4321, (0xx21) 2345-6789
        r"(?<!\d)\(0?(?:[Xx*]{2})?[1-9]{2}\)[ .-]{0,3}(?:9[ .-]?)?[2-9]\d{3}[ .-]{0,3}\d{4}(?!\d)",
        # 21 98765-4321, 021 9 8765 4321
        r"(?<![\w.,/-])0?[1-9][1-9][ .-]{1,3}9[ .-]?[4-9]\d{3}[ -]?\d{4}(?![\d-])",
        # 21 2345-6789
        r"(?<![\w.,/-])0?[1-9][1-9][ .-]{1,3}[2-5]\d{3}-\d{4}(?![\d-])",
        # 98765-4321, unless two capitals before it say that it is a United States postcode
        r"(?<![\w.,/-])(?<![A-Z]{2} )9[4-9]\d{3}-\d{4}(?![\w-])",
        # (415) 555-2671
        r"(?<!\w)\([2-9]\d{2}\) ?[2-9]\d{2}[-. ]\d{4}(?!\d)",
        # 415-555-2671
        r"(?<![\w.,/-])[2-9]\d{2}-[2-9]\d{2}-\d{4}(?![\d-])",
    )
)
# "tel. 2345-6789", "meu zap é 21987654321". Not `cell` or `call`: the one is where people are
# placed on the map, the other is what a city counts.
_ANNOUNCED = re.compile(
    r"\b(?:tel|telefones?|fones?|phone|mobile|celular|cel|whats|whatsapp|wpp|zap|sms|ligue|liga|"
    r"ligar|contato|contact|(?:call|text|ring) (?:me|us))\b"
    r"(?:[\s:.,#=/-]|\b(?:é|is|do|de|me|us|no|number|número|numero|contato|em|on|at|para|pro|pra)\b)"
    r"{0,8}(?P<number>[+(]{0,2}\d(?:[ ().-]{0,3}\d){7,14})(?!\.?\d)",
    re.IGNORECASE,
)
_BARE_MOBILE = re.compile(r"(?<![\w.,/-])(?:0|55)?[1-9][1-9]9[4-9]\d{7}(?![\w-]|\.\d)")

_WORD = re.compile(r"[^\W\d_]{3,}")
_ID_BEFORE = re.compile(
    r"\b(?:ids?|protocolo?|chamado|processo|c[oó]d(?:igo)?|matr[ií]cula|evento?|request|ticket|"
    r"code|reference|ref|setor|tract|n[ºo°]?)[\s.:#º°]{0,3}$",
    re.IGNORECASE,
)
_FREE_LINES = ("0800", "0300", "0500")
_COORDINATE = re.compile(r"(?<![\d.])\d{1,3}\.\d{4,}(?![\d.])")


def many_digits(text: str) -> bool:
    """Whether a text holds digits enough for a telephone or an identity number; quick to ask."""
    return _MANY_DIGITS.search(text) is not None


def holds_phone(text: str) -> bool:
    """Whether a text holds somebody's telephone number. Free service lines (0800) are nobody's."""
    if not many_digits(text):
        return False
    return (
        any(_is_phone(match[0]) for shape in _SHAPES for match in shape.finditer(text))
        or any(_is_phone(match["number"]) for match in _ANNOUNCED.finditer(text))
        or any(among_words(text, match.start()) for match in _BARE_MOBILE.finditer(text))
    )


def among_words(text: str, start: int) -> bool:
    """Whether the number at `start` stands among words and is not announced as an identifier.

    Eleven digits alone in a column are an identifier; in a sentence they may be somebody's number.
    """
    return bool(_WORD.search(text)) and not _ID_BEFORE.search(text[:start][-24:])


def _is_phone(written: str) -> bool:
    """Turns away what has the shape of a telephone number and is something else."""
    groups = re.findall(r"\d+", written)
    sizes = [len(group) for group in groups]
    years = [len(group) == 4 and "1900" <= group <= "2040" for group in groups]
    span_of_years = years[-2:] == [True, True]
    date = any(years) and sizes in ([4, 2, 2], [2, 2, 4])
    thousands = sizes[0] <= 3 and set(sizes[1:]) == {3} and sum(sizes) <= 10
    coordinate = "(" not in written and _COORDINATE.search(written) is not None
    # "Rua 24 2300-2450" is a street and a range of houses.
    houses = (
        sizes in ([2, 4, 4], [3, 4, 4])
        and written[0].isdigit()
        and abs(int(groups[1]) - int(groups[2])) <= 500
    )
    free = "".join(groups).startswith(_FREE_LINES)
    return not (span_of_years or date or thousands or coordinate or houses or free)
