"""The head row of a table."""

from dashboard import html


def table_head(*names: str, text: tuple[int, ...] = (0,)) -> html.Thead:
    """Column names; those at the places in `text` are set left, the others right as numbers."""
    return html.Thead(
        html.Tr(
            [
                html.Th(name, scope="col", className="" if i in text else "num")
                if name
                else html.Td()
                for i, name in enumerate(names)
            ]
        )
    )
