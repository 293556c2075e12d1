"""Numbers as values, however they are written."""

import pytest

from core.grounding.numbers import among, numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000 or 1000 or 1k or a thousand", [1000, 1000, 1000, 1000]),
        ("two hundred and fifty", [250]),
        ("two hundred fifty thousand", [250_000]),
        ("twenty-five people, five or six", [25, 5, 6]),
        ("$1.2 million in 2023", [1_200_000, 2023]),
        ("$5bn is not $5mn", [5e9, 5e6]),
        ("the third quarter, the 4th", [3, 4]),
        ("one of them, someone, often, bone", []),
        ("two dozen", [24]),
        ("0.5% of 1,234,567.5", [0.5, 1_234_567.5]),
        ("", []),
    ],
)
def test_words_and_digits_give_the_same_values(text: str, values: list[float]) -> None:
    assert [n.value for n in numbers(text)] == values


@pytest.mark.parametrize(
    ("said", "source", "known"),
    [
        ("50%", "fifty percent", True),
        ("50%", "50 euros", False),
        ("$50", "it costs 50", True),
        ("40", "4", False),
        ("about 50", "51.3 to be exact", True),
        ("50", "51.3 to be exact", False),
        ("more than 50", "80", False),
    ],
)
def test_a_number_is_known_with_its_unit_and_roughly_only_where_it_says_so(said: str, source: str, known: bool) -> None:
    [number] = numbers(said)
    assert among(number, list(numbers(source))) == known
