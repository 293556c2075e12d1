"""Placeholders: stable within a conversation, never anybody else's data, and a way back that is exact."""

from hypothesis import given
from hypothesis import strategies as st

from core.redaction.pseudonyms import Pseudonyms, literals
from core.redaction.spans import Finding, join

TYPES = st.sampled_from(["PERSON", "EMAIL_ADDRESS", "URL", "CREDIT_CARD"])
TEXTS = st.lists(
    st.one_of(st.text(max_size=12), st.sampled_from(["<PERSON_1>", "<URL_2>", "PERSON_1", "<", ">", "<<PERSON_1>>"]))
).map("".join)


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, tuple[Finding, ...]]:
    text = draw(TEXTS)
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9), TYPES), max_size=5))
    found = [Finding(t, at, min(len(text), at + n)) for at, n, t in places if at < len(text)]
    return text, join([*literals(text), *found])


@given(st.lists(texts_with_findings(), max_size=4))
def test_restoring_a_message_gives_back_the_original(messages: list[tuple[str, tuple[Finding, ...]]]) -> None:
    pseudonyms = Pseudonyms()
    hidden = [pseudonyms.hide(str(i), text, found) for i, (text, found) in enumerate(messages)]
    assert [pseudonyms.restore(str(i), h) for i, h in enumerate(hidden)] == [text for text, _ in messages]


@given(st.lists(texts_with_findings(), max_size=4), TEXTS)
def test_an_answer_never_shows_what_its_sources_do_not_hold(
    messages: list[tuple[str, tuple[Finding, ...]]], answer: str
) -> None:
    pseudonyms = Pseudonyms()
    secret = "Zz9-only-in-the-other-message"
    pseudonyms.hide("other", secret, [Finding("PERSON", 0, len(secret))])
    for i, (text, found) in enumerate(messages):
        pseudonyms.hide(str(i), text, found)
    assert secret not in pseudonyms.reveal(answer, [str(i) for i in range(len(messages))])
    assert secret in pseudonyms.reveal("<PERSON_1> said so", ["other"])


def conversation() -> tuple[Pseudonyms, list[str]]:
    """Ana by three names, and Ben, in three messages; a password in the last."""
    pseudonyms = Pseudonyms({"U1": "Ana Lima", "U2": "Ben"})
    person = [Finding("PERSON", 0, 3, person="U1")]
    texts = [
        pseudonyms.hide("m1", "Ana has it", person),
        pseudonyms.hide("m2", "@al asks Ben", [*person, Finding("PERSON", 9, 12, person="U2")]),
        pseudonyms.hide("m3", "it is hunter2!", [Finding("PASSWORD", 6, 14, secret=True)]),
    ]
    return pseudonyms, texts


def test_one_person_has_one_number_by_whatever_name() -> None:
    _, texts = conversation()
    assert texts == ["<PERSON_1> has it", "<PERSON_1> asks <PERSON_2>", "it is <SECRET_1>"]


def test_an_answer_names_people_as_they_are_known_in_the_conversation() -> None:
    pseudonyms, _ = conversation()
    assert pseudonyms.reveal("<PERSON_1> asks <PERSON_2>.", ["m2"]) == "Ana Lima asks Ben."


def test_a_placeholder_that_was_moved_cut_or_invented_is_somebody_without_a_name() -> None:
    pseudonyms, _ = conversation()
    for answer in ("<PERSON_2>", "<PERSON_7>", "PERSON_1", "<PERSON_1", "PERSON_2>", "<person_1>", "<PERSON 1>"):
        assert pseudonyms.reveal(f"{answer} left", ["m1"]) == "someone left", answer
    assert pseudonyms.reveal("<IBAN_CODE_1> ISO_8601 A_1", ["m1"]) == "<IBAN_CODE_1> ISO_8601 A_1"


def test_secrets_are_never_restored() -> None:
    pseudonyms, texts = conversation()
    assert pseudonyms.restore("m3", texts[2]) == "it is <SECRET_1>"
    assert pseudonyms.reveal("It is <SECRET_1>.", ["m3"]) == "It is (redacted)."


def test_a_number_of_a_card_is_not_repeated_but_a_link_is() -> None:
    pseudonyms = Pseudonyms()
    pseudonyms.hide("m", "4111 http://x", [Finding("CREDIT_CARD", 0, 4), Finding("URL", 5, 13)])
    assert pseudonyms.reveal("<CREDIT_CARD_1> at <URL_1>", ["m"]) == "(redacted) at http://x"


def test_what_only_looks_like_a_placeholder_comes_back_as_it_was_written() -> None:
    pseudonyms = Pseudonyms()
    text = "Ana wrote <PERSON_1>"
    hidden = pseudonyms.hide("m", text, [Finding("PERSON", 0, 3), *literals(text)])
    assert hidden == "<PERSON_1> wrote <LITERAL_1>"
    assert pseudonyms.reveal("<PERSON_1> wrote <LITERAL_1>", ["m"]) == "Ana wrote <PERSON_1>"


def test_the_author_of_a_source_may_be_named() -> None:
    pseudonyms = Pseudonyms({"U1": "Ana Lima"})
    assert pseudonyms.author("m", "U1", "Ana Lima") == "<PERSON_1>"
    assert pseudonyms.reveal("<PERSON_1> agrees", ["m"]) == "Ana Lima agrees"
    assert pseudonyms.reveal("<PERSON_1> agrees", ["n"]) == "someone agrees"
