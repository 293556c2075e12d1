"""Whatever people write, a claim gets an answer, the same one each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.grounding.parts import PERSON
from core.grounding.roles import Line, may_own, misplaced
from core.grounding.verifying import Verifier
from core.models import Message
from tests.core.conversations.strategies import messages

CLAIMS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from("Ana ana: not the printer is broken 1,000 10:30 on Friday 31.12.2030 http://x 5% .".split())
    ).map(" ".join),
)


@settings(deadline=None, max_examples=60)
@given(messages(), CLAIMS)
def test_every_claim_gets_a_score_and_sources_of_the_conversation(chat: list[Message], claim: str) -> None:
    verdict = Verifier(chat).verify(claim)
    assert 0 <= verdict.score <= 1
    assert set(verdict.sources) <= {m.id for m in chat}
    assert len(set(verdict.sources)) == len(verdict.sources)
    assert verdict == Verifier(chat).verify(claim)


PEOPLE = st.lists(
    st.sampled_from(
        "<PERSON_1> <PERSON_2> @<PERSON_3>, 's said told will can't I I'll you please by and not ? . !".split()
    )
).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(PEOPLE, st.lists(st.tuples(st.sampled_from(["<PERSON_1>", "<PERSON_2>"]), PEOPLE), max_size=4))
def test_nobody_is_misplaced_but_who_is_spoken_of(text: str, said: list[tuple[str, str]]) -> None:
    lines = [Line(*one) for one in said]
    assert set(misplaced(text, lines)) <= set(PERSON.findall(text))
    assert may_own("<PERSON_1>", text, lines) in (True, False)


@settings(deadline=None, max_examples=40)
@given(messages())
def test_a_message_repeated_word_for_word_has_no_fact_against_it(chat: list[Message]) -> None:
    for message in chat:
        assert Verifier(chat).verify(message.text).failures == ()
