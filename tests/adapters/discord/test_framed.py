"""What stays around an answer that loses what it rested on."""

import discord

from adapters.discord.posting import framed


def _page(text: str, title: str | None = None, footer: str | None = None) -> discord.Embed:
    return discord.Embed(title=title, description=text).set_footer(text=footer)


def _said(pages: list[discord.Embed | None]) -> list[tuple[str | None, str | None, str | None] | None]:
    return [(page.title, page.description, page.footer.text) if page else None for page in pages]


def test_pages_that_are_over_go_and_the_last_one_and_a_list_under_it_stay() -> None:
    before = [
        _page("1", "A thread in #general"),
        _page("2"),
        _page("3", footer="Published by Ana"),
        _page("-", "Items"),
    ]
    fewer = framed([_page("a", "Minutes"), _page("b", footer="Engine")], before)
    two = ("A thread in #general", "a", None), None, (None, "b", "Published by Ana"), ("Items", "-", None)
    assert _said(fewer) == list(two)
    one = [None, None, ("A thread in #general", "c", "Published by Ana"), ("Items", "-", None)]
    assert _said(framed([_page("c", "Minutes", "Engine")], fewer)) == one
    assert _said(framed([_page("c", "Minutes", "Engine")], framed([_page("c", "Minutes")], fewer))) == one


def test_where_nothing_may_be_read_the_answer_stands_alone() -> None:
    assert _said(framed([_page("a", "Minutes", "Engine")], [None, None])) == [None, ("Minutes", "a", "Engine")]


def test_an_answer_that_was_cut_is_cut_still() -> None:
    before = [_page("1", "Minutes"), _page("2", footer="Not all of it fits here")]
    cut = [("Minutes", "a", None), (None, "b", "Not all of it fits here")]
    assert _said(framed([_page("a", "Minutes"), _page("b"), _page("c", footer="Engine")], before)) == cut
