import pytest

from dashboard.router import find, pages


def test_pages_of_the_navigation_come_first_and_in_order() -> None:
    names = [page.name for page in pages()]
    assert names[:3] == ["City", "Measures", "Data register"]
    assert all(page.order is None for page in pages()[3:])


@pytest.mark.parametrize(
    ("path", "name", "key"),
    [
        ("/", "City", None),
        ("/measures", "Measures", None),
        ("/measures/", "Measures", None),
        ("/register", "Data register", None),
        ("/measure/M3-cameras", "Measure", "M3-cameras"),
        ("/measure/M3-a%2Fb", "Measure", "M3-a/b"),
    ],
)
def test_an_address_means_one_page(path: str, name: str, key: str | None) -> None:
    found = find(path)
    assert found is not None
    assert (found[0].name, found[1]) == (name, key)


@pytest.mark.parametrize("path", [None, "", "/nowhere", "/measure", "/register/x", "/" + "a" * 600])
def test_other_addresses_mean_none(path: str | None) -> None:
    assert find(path) is None
