"""What is examined leads back to the original, whatever was normalised on the way."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.redaction.markup import take_apart
from core.redaction.people import fold
from core.redaction.spans import Finding, join, substitute
from core.redaction.urls import find_urls
from core.redaction.view import view

PIECES = "&amp; &#64; ｅ é e\u0301 \u200b 漢 a@b.co <@U1> ﬁ 𝐀 한 \u1112\u1161\u11ab <a :ok: \u3000".split(" ")
CHAT = st.text() | st.lists(st.sampled_from([*PIECES, " "])).map("".join)


@given(CHAT)
def test_every_character_of_a_view_stands_for_a_place_in_the_original(text: str) -> None:
    seen = view(text)
    last = 0
    for i, char in enumerate(seen.text):
        start, end = seen.origin(i, i + 1)
        assert last <= start <= end <= len(text)
        last = start
        if char != " " and "&" not in text[start:end]:
            assert char in unicodedata.normalize("NFKC", text[start:end])


@given(CHAT)
def test_a_view_has_nothing_left_to_normalise(text: str) -> None:
    seen = view(text).text
    assert not any(unicodedata.category(c) == "Cf" for c in seen)


@given(CHAT)
def test_markup_is_taken_apart_without_moving_anything(text: str) -> None:
    shown, said = take_apart(text)
    assert len(shown) == len(text)
    assert all(0 <= f.start < f.end <= len(text) for f in said)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


SPANS = st.lists(
    st.builds(
        lambda kind, start, length, secret: Finding(kind, start, start + length, secret=secret),
        st.sampled_from("ABC"),
        st.integers(0, 30),
        st.integers(1, 9),
        st.booleans(),
    )
)


@given(SPANS)
def test_joined_findings_cover_the_same_characters_once(findings: list[Finding]) -> None:
    joined = join(findings)
    assert all(a.end <= b.start for a, b in pairwise(joined))
    covered = {i for f in findings for i in range(f.start, f.end)}
    assert {i for f in joined for i in range(f.start, f.end)} == covered
    secret = {i for f in findings if f.secret for i in range(f.start, f.end)}
    assert secret <= {i for f in joined if f.secret for i in range(f.start, f.end)}


def test_replaced_findings_leave_the_rest_as_it_was() -> None:
    assert substitute("abcdef", [Finding("A", 1, 2), Finding("B", 4, 6)], lambda f: f"<{f.type}>") == "a<A>cd<B>"


def test_a_chain_of_dots_costs_no_time_that_grows_with_its_square() -> None:
    """Ten thousand of them: seconds, were it quadratic; the suite's own limit would end this test."""
    assert len(list(find_urls("a." * 200_000))) <= 1
