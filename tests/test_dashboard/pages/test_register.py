from dataclasses import replace

from audits.register import Register
from dashboard.pages.register import layout
from data.city import ExpectedGap
from tests.test_audits.examples import AS_OF, example_network, example_register
from tests.test_dashboard.examples import example_view
from tests.test_dashboard.tree import attribute, hrefs, parts, tags, text


def entry(page: object, anchor: str) -> str:
    (found,) = parts(page, lambda one: attribute(one, "aria-labelledby") == anchor)
    return text(found)


def test_a_network_s_unknowns_read_unknown() -> None:
    said = entry(layout(example_view()), "network-cameras")
    assert "VendorLumen Vigil Ltd" in said
    assert "Contract ends2028-12-31" in said
    for name in ("Owner of the data", "Legal basis", "Data is kept for"):
        assert f"{name}unknown" in said


def test_sensors_are_counted_by_what_is_known_of_them() -> None:
    said = entry(layout(example_view()), "network-cameras")
    assert "17 working" in said
    assert "2 not working" in said
    assert "2 more could not be placed" in said


def test_a_dataset_tells_its_life_and_what_was_kept_out_and_why() -> None:
    said = entry(layout(example_view()), "dataset-cameras")
    assert "22 rows read, 20 kept, 2 in quarantine." in said
    assert "Who is missingCameras of the police" in said
    assert "Residents took part asplacation" in said
    assert "Howunknown" in said
    assert "outside every area of the city2" in said
    assert "8 months old" in said


def test_expected_gaps_are_said_before_anybody_asks() -> None:
    held = example_register()
    gap = ExpectedGap(start=AS_OF, end=AS_OF, reason="moved house")
    record = replace(
        held.datasets[0], dataset=replace(held.datasets[0].dataset, expected_gaps=(gap,))
    )
    network = replace(held.networks[0], network=example_network(expected_gaps=(gap,)))
    both = replace(held, datasets=(record,), networks=(network,))

    def register() -> Register:
        return both

    page = layout(example_view(register=register))
    assert "1 March 2026 to 1 March 2026 (moved house)" in entry(page, "dataset-cameras")
    assert "1 March 2026 to 1 March 2026: moved house" in entry(page, "network-cameras")


def test_the_form_opens_for_the_dataset_of_the_link_and_for_no_other() -> None:
    closed = layout(example_view())
    assert not tags(closed, "Form")
    assert "/register?contest=cameras#dataset-cameras" in hrefs(closed)
    page = layout(example_view(query={"contest": "cameras"}))
    (form,) = parts(page, lambda one: attribute(one, "className") == "contest-form")
    assert attribute(form, "data-contest") == "cameras"
    assert not tags(layout(example_view(query={"contest": "nothing"})), "Form")
