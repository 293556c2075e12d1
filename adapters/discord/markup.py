"""Discord's Markdown to plain text (https://docs.discord.com/developers/reference#message-formatting)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from operator import itemgetter

from adapters.text import HIDDEN, code_block, readable, spelled, together

_MARKED = re.compile(r"[<*_~|`\\\[#\x00]")  # none of these: nothing to do
# Where every alternative begins with a plain character, as here, the text between is passed over fast.
_TOKEN = re.compile(
    r"```(?:[\w+#-]+(?=\n))?(?P<block>.*?)```"
    r"|``(?P<code2>[^`\n]+)``|`(?P<code>[^`\n]+)`"
    r"|\\(?P<escaped>[^\w\s])"
    r"|<(?:@!?(?P<person>\d+)|@&(?P<role>\d+)|\#(?P<channel>\d+)|a?:(?P<emoji>\w+):\d+|t:(?P<time>-?\d+)(?::\w)?"
    r"|/(?P<command>[^:<>\n]+):\d+|id:(?P<place>\w+)|(?P<quiet>https?://[^\s<>]+))>"
    r"|\[(?P<label>[^\[\]\n]+)\]\(<?(?P<target>https?://[^\s<>()]+)>?(?: \"[^\"\n]*\")?\)"
    r"|https?://[^\s<>]+",
    re.DOTALL,
)
_HEADING = re.compile(r"^(?:#{1,3}|-#) +", re.MULTILINE)
_STYLES = {
    "*": re.compile(r"(\*\*?\*?)(?=[^\s*])(?P<said>[^*]+)(?<=\S)\1"),
    "_": re.compile(r"(?<![\w])(_{1,3})(?=[^\s_])(?P<said>[^_]+)(?<=\S)\1(?!\w)"),
    "~~": re.compile(r"~~(?=\S)(?P<said>[^~]+)(?<=\S)~~"),
    "||": re.compile(r"\|\|(?=\S)(?P<said>[^|]+)(?<=\S)\|\|"),
}
_SAID = itemgetter("said")  # several times as fast as a template for `sub`


def plain(
    text: str, people: Mapping[str, str], channels: Mapping[str, str], roles: Mapping[str, str] | None = None
) -> str:
    """Mentions as @name, channel links as #name, custom emoji as :name:, links with their address, no styling marks.

    people, channels, roles: id -> name; an id that they lack is shown as it is.
    """
    if not _MARKED.search(text):
        return readable(text)
    names = {"person": people, "role": roles or {}, "channel": channels}
    tokens: list[str] = []

    def hide(match: re.Match[str]) -> str:
        tokens.append(_token(match, names))
        return HIDDEN

    text = _TOKEN.sub(hide, text.replace(HIDDEN, ""))
    if "#" in text:
        text = _HEADING.sub("", text)
    for mark, style in (*_STYLES.items(), *_STYLES.items()):  # twice: styles nest
        if mark in text:
            text = style.sub(_SAID, text)
    return readable(together(text, tokens))


def _token(match: re.Match[str], names: Mapping[str, Mapping[str, str]]) -> str:
    kind, value = match.lastgroup or "", match[match.lastgroup or 0]
    match kind:
        case "person" | "role":
            return "@" + names[kind].get(value, value)
        case "channel":
            return "#" + names[kind].get(value, value)
        case "emoji":
            return f":{value}:"
        case "time":
            return _time(value)
        case "command":
            return "/" + value
        case "place":
            return "#" + value
        case "block":
            return code_block(value)
        case "target":
            return spelled(match["label"], value)
        case _:
            return value


def _time(unix_seconds: str) -> str:
    try:
        return f"{datetime.fromtimestamp(int(unix_seconds), UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return unix_seconds
