"""Whatever people write, a claim gets an answer, the same one each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.grounding.checks import check
from core.grounding.verifying import Verifier
from core.models import Message, Transcript
from core.summary import Statement
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


@settings(deadline=None, max_examples=60)
@given(messages(), CLAIMS, st.lists(st.sampled_from(["0", "1", "2", "gone"]), max_size=3))
def test_checks_never_raise_and_find_every_id_that_is_not_there(
    chat: list[Message], claim: str, sources: list[str]
) -> None:
    failures = check(Statement(claim, tuple(sources)), Transcript("t", tuple(chat)))
    invented = {s for s in sources if s not in {m.id for m in chat}}
    assert {f.what for f in failures if f.kind == "id"} >= invented


@settings(deadline=None, max_examples=40)
@given(messages())
def test_a_message_repeated_word_for_word_has_no_fact_against_it(chat: list[Message]) -> None:
    for message in chat:
        assert Verifier(chat).verify(message.text).failures == ()
