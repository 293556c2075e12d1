"""Windows put together and what is between them: nothing twice, nothing lost."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.hearing.stretches import common, gaps, together
from core.ports import Window

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
ends = st.one_of(st.none(), st.integers(0, 20))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    since, until = draw(ends), draw(ends)
    return Window(
        None if since is None else NOON + timedelta(minutes=since),
        None if until is None else NOON + timedelta(minutes=until),
    )


@given(windows(), st.lists(windows()))
def test_every_moment_of_a_window_is_in_a_stretch_or_in_one_gap(window: Window, parts: list[Window]) -> None:
    stretches = together(parts)
    between = list(gaps(window, stretches))
    for half_minute in range(-4, 46):
        moment = NOON + timedelta(seconds=30 * half_minute)
        assert (moment in window and not any(moment in part for part in parts)) == any(moment in g for g in between)
        assert sum(moment in part for part in [*stretches, *between]) <= 1
        assert any(moment in part for part in parts) == any(moment in part for part in stretches)


@given(st.lists(windows()), st.lists(windows()))
def test_a_moment_is_in_what_two_have_in_common_where_it_is_in_both(some: list[Window], others: list[Window]) -> None:
    both = common(some, together(others))
    for half_minute in range(-4, 46):
        moment = NOON + timedelta(seconds=30 * half_minute)
        inside = any(moment in a for a in some) and any(moment in b for b in others)
        assert inside == any(moment in part for part in both)


@given(windows(), st.lists(windows()))
def test_gaps_come_newest_first(window: Window, parts: list[Window]) -> None:
    starts = [gap.since or datetime.min.replace(tzinfo=UTC) for gap in gaps(window, together(parts))]
    assert starts == sorted(starts, reverse=True)
