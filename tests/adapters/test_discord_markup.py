"""Discord's Markdown to plain text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.discord.markup import plain

PIECES = [
    "<",
    ">",
    "@",
    "@!",
    "@&",
    "#",
    "*",
    "**",
    "_",
    "~~",
    "||",
    "`",
    "```",
    "\\",
    "[",
    "](",
    ")",
    "<t:",
    "9" * 30,
    "a",
    "\n",
]
MARKUP = st.lists(st.sampled_from(PIECES))


def shown(markdown: str) -> str:
    return plain(markdown, {"1": "Ana", "2": "Ben"}, {"20": "general"}, {"7": "ops"})


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("<@1>, <@!2>, <@&7>, <#20>", "@Ana, @Ben, @ops, #general"),
        ("<@3>, <@&8>, <#21>", "@3, @8, #21"),
        ("@Ana see #general", "@Ana see #general"),
        ("<:party:99> <a:wave:98>", ":party: :wave:"),
        ("at <t:1700000000:R>", "at 2023-11-14 22:13 UTC"),
        ("at <t:99999999999999999999>", "at 99999999999999999999"),
        ("</sum up:44> <id:guide>", "/sum up #guide"),
        (
            "[the plan](https://a.example/x_y_) <https://b.example/_q_>",
            "the plan (https://a.example/x_y_) https://b.example/_q_",
        ),
        ("https://a.example/_x_*y*", "https://a.example/_x_*y*"),
        ("**bold *it*** ***both*** __under__ _it_ ~~no~~ ||secret||", "bold it both under it no secret"),
        ("snake_case_name, 2 * 3 * 4, \\*stars\\*", "snake_case_name, 2 * 3 * 4, *stars*"),
        ("# Plan\n-# small\n> quoted\n- item\n#general", "Plan\nsmall\n> quoted\n- item\n#general"),
        ("run `a *b*`\n```py\nx = *y\n```", "run a *b*\n\nx = *y"),
    ],
)
def test_markdown_becomes_what_one_reads_in_discord(markdown: str, text: str) -> None:
    assert shown(markdown) == text


@given(st.text() | MARKUP.map("".join))
@example("\x00<@1>")
def test_any_text_becomes_text_that_a_database_takes(text: str) -> None:
    shown(text).encode()


@given(st.text(st.characters(categories=["L", "N", "Zs"], include_characters=".,?!'\"()-:")))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    assert shown(text) == text
