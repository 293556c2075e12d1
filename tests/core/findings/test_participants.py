"""Names in messages and the people they mean."""

import pytest

from core.findings.participants import Participants
from core.models import Message, Person

PEOPLE = [Person("U1", "Ben Miller"), Person("U2", "kimhd__"), Person("U3", "Ana"), Person("U4", "Anatole")]
KNOWN = Participants([Message(str(n), p, "hello") for n, p in enumerate(PEOPLE)])


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ben Miller", "U1"),
        ("ben", "U1"),
        ("@Ben", "U1"),
        ("Kim", "U2"),
        ("kimhd", "U2"),
        ("kimhd2", "U2"),
        ("ana", "U3"),
        ("ANATOLE", "U4"),
        ("Ben Smithson", "U1"),
    ],
)
def test_a_participant_is_known_by_first_name_nickname_and_short_form(name: str, id: str) -> None:
    found = KNOWN.find(name)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("name", ["Zoe", "An", "", "😀", "the whole big team"])
def test_a_name_that_fits_nobody_or_several_finds_nobody(name: str) -> None:
    assert KNOWN.find(name) is None


def test_a_first_name_of_two_people_is_nobody_s() -> None:
    two = [Person("U1", "Ben Miller"), Person("U2", "Ben Stone")]
    known = Participants([Message(p.id, p, "hello") for p in two])
    assert known.find("Ben") is None
    assert known.find("Ben Stone") == two[1]
