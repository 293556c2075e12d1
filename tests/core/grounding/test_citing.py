"""Which messages are named for a claim."""

from core.grounding.citing import MOST, Index
from core.models import Message, Person
from tests.core.conversations.chat import chat

INDEX = Index(
    chat(
        """0 PM: Okay, so what do we do about the battery
           1 ID: A kinetic battery would be great, it never needs to be charged by anybody
           2 ME: Right
           3 UI: I would rather like a rubber case with large buttons for volume and channels
           4 PM: The deadline for the presentation is in two weeks, that is soon
           5 ME: Battery."""
    )
)


def test_the_message_with_the_rare_words_comes_first() -> None:
    assert INDEX.cite("They want a kinetic battery that nobody needs to charge.")[0] == "1"
    assert INDEX.cite("The case will be made of rubber.")[0] == "3"


def test_another_word_for_the_same_is_found() -> None:
    assert INDEX.cite("speech") == INDEX.cite("presentation") == ("4",)


def test_who_wrote_it_is_known_by_the_initials_of_a_role() -> None:
    same = [
        Message("a", Person("ID", "ID"), "We discuss the case"),
        Message("b", Person("PM", "PM"), "We discuss the case"),
    ]
    rows = Index(same).candidates("The project manager discusses the case.")
    assert rows[0] != rows[1]
    assert max(rows[1][12], rows[0][12]) == rows[1][12] == 2


def test_nothing_is_cited_where_no_word_is_shared() -> None:
    assert INDEX.cite("zebras") == INDEX.cite("") == Index([]).cite("battery") == ()


def test_no_more_are_named_than_people_read() -> None:
    many = [Message(str(i), Person("a", "a"), f"battery {i}") for i in range(50)]
    assert len(Index(many).cite("battery")) == MOST
