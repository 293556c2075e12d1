"""What a conversation is called: its own words, nobody's name, any script."""

from hypothesis import given

from core.conversations import Conversation, untangle
from core.conversations.joining import join
from core.models import Message
from core.offline.labels import Labels
from core.offline.names import names
from tests.core.conversations.chat import chat
from tests.core.conversations.strategies import messages


def named(*chats: str) -> list[str]:
    """Names of conversations that are in one channel."""
    return names([whole(chat(c)) for c in chats])


def whole(messages: list[Message]) -> Conversation:
    (conversation,) = join(messages, {m.id: messages[0].id for m in messages})
    return conversation


def test_a_conversation_is_named_by_the_thing_it_comes_back_to() -> None:
    assert named(
        """
        0 ana: the invoice export fails since noon
        1 ben: I'll look at the invoice export now
        """,
        """
        0 caro: who waters the ficus?
        1 dan: the ficus is dead
        """,
    ) == ["invoice export", "ficus"]


def test_words_of_every_conversation_name_none() -> None:
    (first, second) = named("0 ana: the server needs a certificate", "0 ben: the server needs a fan")
    assert (first, second) == ("certificate", "fan")


def test_nobody_s_name_is_the_name() -> None:
    assert named("0 ana_: @Ben Moos Dan's turn with the printer", "0 dan: ana, Ana!") == ["printer", ""]


def test_what_says_little_is_named_by_its_first_words() -> None:
    assert named("0 ana: ok\n1 ben: you too") == ["ok"]


def test_a_script_without_spaces_gives_a_short_name_too() -> None:
    (found,) = named("0 li: 报销单今天下班前交给我谢谢大家")
    assert found
    assert found in "报销单今天下班前交给我谢谢大家"
    assert len(found) <= 8


def test_code_and_links_are_not_names() -> None:
    assert named("0 ana: see https://example.com/heap ```stack overflow``` in the parser") == ["parser"]


def test_without_a_word_there_is_no_name() -> None:
    assert named("0 ana: 🎉") == [""]


@given(messages())
def test_a_name_is_short_and_stands_in_the_conversation(chat: list[Message]) -> None:
    conversations = untangle(chat)
    for c, found in zip(conversations, names(conversations), strict=True):
        assert len(found) <= 130
        assert found == "" or any(found in m.text for m in c.messages)


def test_the_same_words_name_it_as_head_it_in_a_summary() -> None:
    talk = whole(chat("0 ana: the invoice export fails since noon\n1 ben: I'll look at the invoice export now"))
    texts = [m.text for m in talk.messages]
    assert names([talk]) == [Labels(texts, ["ana", "ben"])(texts)]
