import numpy as np

from audits.thirds import NOWHERE, thirds

NAN = float("nan")


def test_each_third_holds_a_third_of_the_people_not_of_the_areas() -> None:
    values, people = np.array([1.0, 2.0, 3.0, 4.0]), np.array([30.0, 30.0, 15.0, 15.0])
    found = thirds(values, people)
    assert found.of.tolist() == [0, 1, 2, 2]
    assert found.spans == ((1.0, 1.0), (2.0, 2.0), (3.0, 4.0))


def test_most_have_nothing_and_whoever_has_any_has_most() -> None:
    found = thirds(np.array([0.0, 0.0, 0.0, 0.2, 0.9]), np.full(5, 10.0))
    assert found.of.tolist() == [0, 0, 0, 1, 2]
    yes_or_no = thirds(np.array([0.0, 0.0, 0.0, 0.0, 1.0]), np.full(5, 10.0))
    assert yes_or_no.of.tolist() == [0, 0, 0, 0, 2]
    assert yes_or_no.spans[1] is None


def test_most_have_all_of_it_and_are_not_called_middle() -> None:
    assert thirds(np.array([0.1, 1.0, 1.0, 1.0]), np.full(4, 10.0)).of.tolist() == [0, 2, 2, 2]


def test_everybody_equal_is_one_third_alone() -> None:
    assert thirds(np.full(3, 0.5), np.full(3, 10.0)).of.tolist() == [0, 0, 0]


def test_nobody_and_no_value_are_nowhere() -> None:
    found = thirds(np.array([NAN, 1.0, 2.0, 3.0]), np.array([10.0, 0.0, 10.0, 10.0]))
    assert found.of.tolist() == [NOWHERE, NOWHERE, 0, 2]
    nothing = thirds(np.array([NAN, NAN]), np.array([1.0, 1.0]))
    assert nothing.spans == (None, None, None)
