"""Which message a permalink of Slack, Discord or Teams leads to."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from core.errors import RequestError


class Place(NamedTuple):
    channel_id: str  # empty where only the message is known
    message_id: str


# Slack writes the id 1714996800.000100 as p1714996800000100. A Discord path names guild, channel and message.
_SLACK = re.compile(r"/archives/([^/]+)/p(\d+)(\d{6})")
_DISCORD = re.compile(r"/channels/[^/]+/(\d+)/(\d+)")
_TEAMS = re.compile(r"/l/message/([^/]+)/(\d+)")


def parse(link: str) -> Place:
    """Errors: `RequestError` where it is no permalink that we know."""
    try:
        path = urlsplit(link).path.rstrip("/")
    except ValueError:
        path = ""
    if found := _SLACK.fullmatch(path):
        channel, seconds, micros = found.groups()
        return Place(channel, f"{seconds}.{micros}")
    if found := _DISCORD.fullmatch(path) or _TEAMS.fullmatch(path):
        return Place(unquote(found[1]), found[2])
    raise RequestError(f"{link} is not a permalink to a message in Slack, Discord or Teams")
