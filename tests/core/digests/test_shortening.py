"""A post has its length: what was decided and what is to be done stays longest, and all of it stands in the thread."""

from hypothesis import given
from hypothesis import strategies as st

from core.digests.post import Section
from core.digests.shortening import shortened
from core.models import Channel, Coverage
from core.summary import ActionItem, Decision, Point, Statement, Summary


def section(
    number: int, points: int = 0, decisions: int = 0, items: int = 0, asked: int = 0, words: int = 8
) -> Section:
    def text(kind: str, n: int) -> str:
        return " ".join([f"{kind}{number}.{n}", *("word" for _ in range(words - 1))])

    whole = Summary(
        *("s", "All of it.", ("1",)),
        tuple(Point(text("point", n), ("1",)) for n in range(points)),
        tuple(Decision(text("decision", n), ("1",)) for n in range(decisions)),
        tuple(ActionItem(text("item", n), ("1",)) for n in range(items)),
        tuple(Statement(text("question", n), ("1",)) for n in range(asked)),
        *(Coverage(1, 1), "offline"),
    )
    return Section(Channel("slack", "acme", f"C{number}", f"c{number}"), whole, whole)


def test_what_was_decided_and_what_is_to_be_done_stays_before_what_was_said() -> None:
    [short] = shortened([section(1, points=20, decisions=2, items=2)], 40)
    assert len(short.short.decisions) == len(short.short.action_items) == 2
    assert len(short.short.points) == 1
    assert short.cut
    assert len(short.whole.points) == 20


def test_a_channel_with_much_gets_more_and_what_one_does_not_need_the_others_have() -> None:
    little, much = shortened([section(1, points=1), section(2, points=30)], 80)
    assert len(little.short.points) == 1
    assert len(much.short.points) == 9


def test_what_fits_is_not_cut() -> None:
    [short] = shortened([section(1, points=2, asked=1)], 400)
    assert not short.cut


SECTIONS = st.lists(
    st.tuples(*(st.integers(0, 12) for _ in range(4)), st.integers(1, 30)).filter(lambda of: any(of[:4])),
    min_size=1,
    max_size=8,
)


@given(SECTIONS, st.integers(50, 400))
def test_whatever_was_said_the_length_is_kept_and_each_channel_says_something(
    many: list[tuple[int, ...]], words: int
) -> None:
    given_sections = [section(n, *of) for n, of in enumerate(many)]
    short = shortened(given_sections, words)
    assert all(any(s.short.statements()) for s in short)
    least = sum(of[4] for of in many)  # one statement each
    assert sum(s.short.words for s in short) <= max(words, least)
    assert [s.whole for s in short] == [s.whole for s in given_sections]
