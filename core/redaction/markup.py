"""Markup of Slack, Discord and Teams, taken apart: what it says is found here, the rest is hidden from recognizers.

Ids, timestamps and emoji names look like licences, phones and cards to a recognizer; `<mailto:a|a>` like two of all.
Slack: https://docs.slack.dev/messaging/formatting-message-text. Discord: https://docs.discord.com/developers/reference
(message formatting). Teams: <at> and HTML.
"""

import re

from core.redaction.spans import Finding

HIDDEN = "\0"  # neither a word, nor a space, nor punctuation of any pattern

_TAG = re.compile(
    r"""
      <at(?:\s[^<>]*)?>(?P<at>[^<>]*)</at>                                # Teams
    | <@!?(?P<user>[\w-]+)(?:\|[^<>]*)?>                                  # Slack, Discord
    | <mailto:(?P<mail>[^<>]*)> | <tel:(?P<phone>[^<>]*)>                 # Slack
    | <(?P<link>[a-z][a-z0-9+.-]{1,15}://[^<>|\s]*)(?P<label>\|[^<>]*)?>  # Slack, Discord
    | <[#!@/:][^<>\n]{1,120}> | <a:\w+:\d+> | <t:-?\d+(?::\w)?> | <id:\w+>   # channels, groups, commands, emoji, times
    | </?[a-zA-Z][a-zA-Z0-9]*(?P<attributes>\s[^<>]*)?/?>                 # HTML of Teams
    """,
    re.VERBOSE | re.IGNORECASE,
)
# An emoji's name begins with a letter and nothing before it could make the whole an address or a time.
_EMOJI = re.compile(r"(?<![\w:]):[a-z+-][a-z0-9_+-]*:(?![\w:])", re.IGNORECASE)
_SLACK_TIME = re.compile(r"(?<![\d.])1\d{9}\.\d{6}(?!\d)")
_STYLE = re.compile(r"`+|\|\||~~|\*\*|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
_QUOTED_LINK = re.compile(r"=\s*([\"'])([^\"'<>]*)\1")


def take_apart(text: str) -> tuple[str, list[Finding]]:
    """What of the text recognizers shall see, of the same length, and what the markup itself says."""
    found: list[Finding] = []
    if "<" in text:
        text = _TAG.sub(lambda m: _tag(m, found), text)
    if ":" in text:
        text = _EMOJI.sub(_hide, text)
    if "." in text:
        text = _SLACK_TIME.sub(_hide, text)
    if any(sign in text for sign in "`*|~"):
        text = _STYLE.sub(_hide, text)
    return text, found


def _hide(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _tag(match: re.Match[str], found: list[Finding]) -> str:
    start, end = match.span()
    if match["link"] is not None:
        if match["label"] is None:
            found.append(Finding("URL", start, end))
            return _hide(match)
        found.append(Finding("URL", *match.span("link")))
        return HIDDEN * (match.end("link") - start) + match["label"].replace("|", HIDDEN)[:] + HIDDEN
    for group, type in (("at", "PERSON"), ("user", "PERSON"), ("mail", "EMAIL_ADDRESS"), ("phone", "PHONE_NUMBER")):
        if match[group]:
            found.append(Finding(type, start, end, person=match["user"] or ""))
            return _hide(match)
    if match["attributes"]:
        return _only_values(match[0])
    return _hide(match)


def _only_values(tag: str) -> str:
    """An HTML tag with nothing but the values of its attributes left."""
    shown = [HIDDEN] * len(tag)
    for match in _QUOTED_LINK.finditer(tag):
        shown[slice(*match.span(2))] = match[2].removeprefix("mailto:").rjust(len(match[2]), HIDDEN)
    return "".join(shown)
