"""The HTML of Teams messages to plain text."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.teams.markup import Mention, plain

MENTIONS = {
    "0": Mention("u1", "Megan Bowen"),
    "1": Mention("u1", "Megan Bowen"),
    "2": Mention("u2", "Ana Ruiz"),
    "3": Mention("c1", "Design", "#"),
}
PIECES = [
    "<p>",
    "</p>",
    "<br",
    ">",
    "<a href=",
    '"',
    "'",
    "</a>",
    "<at id=0>",
    "</at>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
]
PIECES += [
    "<!--",
    "<![",
    "<script>",
    "<attachment id=1>",
    "<img",
    "&",
    "&#x110000;",
    "&nbsp;",
    "x",
    " ",
    "\n",
    "=",
    "/",
]
MARKUP = st.lists(st.sampled_from(PIECES))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One.</p>\n<p>Two &amp; three.</p>", "One.\nTwo & three."),
        ("<div>a<br>b<br/><br />c</div>", "a\nb\nc"),
        ("<div>  spaced\n   out&nbsp;text </div>", "spaced out text"),
        ("<at id='2'>Ana</at>, see <at id=\"3\">Design</at>", "@Ana Ruiz, see #Design"),
        ('<at id="0">Megan</at>&nbsp;<at id="1">Bowen</at> and <at id="2">Ana</at>', "@Megan Bowen and @Ana Ruiz"),
        ('<at id="0">Megan</at>, <at id="1">Bowen</at>', "@Megan Bowen, @Megan Bowen"),
        ('<at id="9">Zed</at> is nobody we know', "@Zed is nobody we know"),
        ("<blockquote><p>First</p><p>second</p></blockquote><p>I agree</p>", "> First\n> second\nI agree"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> > b\nc"),
        ('<attachment id="q"></attachment><p>Yes.</p>', "> Ana: Shall we?\nYes."),
        ("<ul><li>one</li><li><p>two</p></li></ul>three", "- one\n- two\nthree"),
        ('<a href="https://a.example/?x=1&amp;y=2" title="t">the plan</a>', "the plan (https://a.example/?x=1&y=2)"),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        (
            '<img alt="👍" itemtype="http://schema.skype.com/Emoji"> <emoji alt="😀"></emoji> <img alt="">',
            "👍 😀 [image]",
        ),
        ("<pre>def f():\n    return 1</pre>", "def f():\n    return 1"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<style>p {}</style><script>x()</script><p>seen</p><!-- not -->", "seen"),
        ("a < b and <unclosed", "a < b and <unclosed"),
        ("no markup at all", "no markup at all"),
    ],
)
def test_html_becomes_what_one_reads_in_teams(body: str, text: str) -> None:
    assert plain(body, MENTIONS, {"q": "Ana: Shall we?"}) == text


@given(st.text() | MARKUP.map("".join))
@example("<blockquote>" * 100 + "deep")
@example("</blockquote></pre></a></at>")
def test_any_text_becomes_text_that_a_database_takes(body: str) -> None:
    plain(body, MENTIONS, {"1": "said"}).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="&<>")))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert plain(f"<p>{html.escape(text)}</p>") == text
