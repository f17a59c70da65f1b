"""Says that a city does not exist."""

from audits.words import say
from dashboard import html
from data.city import City


def invented(city: City) -> html.P | None:
    """One line above everything else; None for a city that exists."""
    if not city.invented:
        return None
    return html.P(
        say(
            "{city} is an invented city. Its people, sensors and biases were generated, "
            "so that this audit can be tested against what is known to be true.",
            city=city.title,
        ),
        className="invented",
    )
