"""Slack's mrkdwn to plain text (https://docs.slack.dev/messaging/formatting-message-text)."""

import re
from collections.abc import Mapping
from operator import itemgetter

from adapters.text import HIDDEN, code_block, readable, spelled, together

_MARKED = re.compile(r"[<&`*_~\x00]")  # none of these: nothing to do
_TOKEN = re.compile(r"```(.*?)```|`([^`\n]+)`|<([^<>\n]+)>", re.DOTALL)
# Bold, italic and struck text opens after and closes before something that is no letter: snake_case is none of them.
_STYLES = {
    mark: re.compile(rf"(?<![^\W_])(?<!\{mark})\{mark}(?=\S)([^{mark}\n]+)(?<=\S)\{mark}(?![^\W_])(?!\{mark})")
    for mark in "*_~"
}
_SAID = itemgetter(1)  # several times as fast as a template for `sub`
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def plain(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Mentions as @name, channel links as #name, links with their address, no styling marks, no entities.

    people, channels: id -> name; an id in neither is shown by the label that Slack wrote beside it, or as it is.
    """
    if not _MARKED.search(text):
        return readable(text)
    tokens: list[str] = []

    def hide(match: re.Match[str]) -> str:
        block, code, angle = match.groups()
        tokens.append(_angle(angle, people, channels) if angle else _unescape(code or code_block(block)))
        return HIDDEN

    text = _TOKEN.sub(hide, text.replace(HIDDEN, ""))
    for mark, style in _STYLES.items():
        if mark in text:
            text = style.sub(_SAID, text)
    return readable(together(_unescape(text), tokens))


def _angle(body: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """What stands between < and >: a mention, a channel, a command, a link, or nothing of Slack's."""
    target, _, label = body.partition("|")
    label = _unescape(label)
    kind, id = target[:1], target[1:]
    if kind == "@":
        return "@" + (people.get(id) or label or id).removeprefix("@")
    if kind == "#":
        return "#" + (channels.get(id) or label or id).removeprefix("#")
    if kind == "!":
        return _command(id, label)
    if _SCHEME.match(target):
        return spelled(label, _unescape(target))
    return f"<{_unescape(body)}>"


def _command(target: str, label: str) -> str:
    """`here`, `channel`, `everyone`; `subteam^ID` (a user group); `date^...` and others with their fallback."""
    name, _, rest = target.partition("^")
    if name in ("here", "channel", "everyone", "group"):
        return "@" + name
    if name == "subteam":
        return "@" + (label or rest).removeprefix("@")
    return label or name


def _unescape(text: str) -> str:
    """The three entities that Slack writes; `&amp;` last, so that an escaped entity stays one."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
