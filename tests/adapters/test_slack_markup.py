"""Slack's mrkdwn to plain text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.slack.markup import plain

PEOPLE = {"U1": "Ana", "U2": "Ben Ott"}
CHANNELS = {"C1": "general"}
MARKUP = st.lists(st.sampled_from(["<", ">", "@", "#", "!", "|", "*", "_", "~", "`", "```", "&lt;", "a", " ", "\n"]))


@pytest.mark.parametrize(
    ("mrkdwn", "text"),
    [
        ("<@U1> and <@U2|benny> met", "@Ana and @Ben Ott met"),
        ("<@U9> is new, <@U8|zed> too", "@U9 is new, @zed too"),
        ("<#C1>, <#C1|>, <#C9|old-name>", "#general, #general, #old-name"),
        ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@design>, by <!date^1700000000^{date}|14 Nov>", "@design, by 14 Nov"),
        ("<https://a.example/x_y_z|the plan>", "the plan (https://a.example/x_y_z)"),
        ("<https://a.example/> <https://a.example|a.example>", "https://a.example/ https://a.example"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"),
        ("1 &lt; 2 &amp;&amp; x, &amp;lt; stays", "1 < 2 && x, &lt; stays"),
        ("*bold*, _it_, ~no~, *_both_*, _*both*_", "bold, it, no, both, both"),
        ("*<@U1>*: see", "@Ana: see"),
        ("snake_case_name, 2*3*4, a ~ b ~ c", "snake_case_name, 2*3*4, a ~ b ~ c"),
        ("* one\n* two", "* one\n* two"),
        ("run `a *b* &gt; c` now", "run a *b* > c now"),
        ("```x = 1\n*y*```", "x = 1\n*y*"),
        ("I <3 this <b>", "I <3 this <b>"),
        ("plain 日本語 👍 :tada:", "plain 日本語 👍 :tada:"),
        ("cut \ud83d emoji", "cut \ufffd emoji"),
    ],
)
def test_markup_becomes_what_one_reads_in_slack(mrkdwn: str, text: str) -> None:
    assert plain(mrkdwn, PEOPLE, CHANNELS) == text


@given(st.text() | MARKUP.map("".join))
@example("<")
@example("<@>")
@example("<|>")
@example("\x00<@U1>\x00")
def test_any_text_becomes_text_that_a_database_takes(text: str) -> None:
    plain(text, PEOPLE, CHANNELS).encode()


@given(st.text(st.characters(categories=["L", "N", "Zs"], include_characters=".,?!'\"()-:\n")))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    assert plain(text, PEOPLE, CHANNELS) == text
