"""Reading a tree of Dash components: its texts, its parts, and what stands around them."""

from collections.abc import Callable, Iterator

from dashboard.html import Component

Node = Component | str


def walk(
    node: object, above: tuple[Component, ...] = ()
) -> Iterator[tuple[Node, tuple[Component, ...]]]:
    """Every component and text of a tree, each with what it stands in, outermost first."""
    if isinstance(node, (list, tuple)):
        for one in node:
            yield from walk(one, above)
    elif isinstance(node, Component):
        yield node, above
        yield from walk(getattr(node, "children", None), (*above, node))
    elif isinstance(node, (str, int, float)):
        yield str(node), above


def text(node: object) -> str:
    """All that is written in a tree, its pieces run together as a reader sees them."""
    return "".join(piece for piece, _ in walk(node) if isinstance(piece, str))


def parts(node: object, wanted: Callable[[Component], bool]) -> list[Component]:
    """The components of a tree for which `wanted` holds."""
    return [one for one, _ in walk(node) if isinstance(one, Component) and wanted(one)]


def tags(node: object, *names: str) -> list[Component]:
    """The components of these types, by the name of their class."""
    return parts(node, lambda one: type(one).__name__ in names)


def attribute(node: Component, name: str) -> str | None:
    """An attribute of a component, None where it has none."""
    value = getattr(node, name, None)  # Dash keeps aria- and data- attributes there too
    return None if value is None else str(value)


def hrefs(node: object) -> list[str]:
    """Where the links of a tree lead."""
    return [str(one.href) for one in tags(node, "A", "Link")]  # type: ignore[attr-defined]
