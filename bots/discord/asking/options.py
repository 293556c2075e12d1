"""What was chosen and typed in /summarize, and what is suggested while somebody types."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from discord import app_commands

from adapters.discord.words import message_at
from bots.discord.asking.aside import Talk
from core import replies
from core.errors import RequestError
from core.words import InChannel, MessageAt, Named, Wish, read
from core.words.languages import LANGUAGES

Choice = app_commands.Choice[str]

SCOPES = {
    "thread": "this thread or post",
    "channel": "this channel",
    "asked": "since I last asked here",
    "catch_up": "catch me up: first what mentions me",
}
VISIBILITIES = {"me": "only I see it", "channel": "everybody in this channel sees it"}
CHOICES = {
    option: [app_commands.Choice(name=name, value=value) for value, name in values.items()]
    for option, values in (("scope", SCOPES), ("visibility", VISIBILITIES))
}
DESCRIBED = {
    "scope": "What to read; without any option: since you were last here, a day at most",
    "last": "So many of the newest messages",
    "since": "From when: 2h, yesterday, monday, 2026-03-02 09:00 (your zone: /todos)",
    "until": "Until when",
    "first": "A link to the first message (Copy Message Link); alone: its thread",
    "to": "A link to the last message",
    "channel": "Another channel, thread or forum that you can read",
    "author": "Only what this person wrote",
    "focus": "What it is to be about",
    "language": "The language of the answer",
    "words": "How long it may be, in words",
    "visibility": "Who sees the answer",
}
SINCE = ("today", "yesterday", "monday", "1h", "2h", "8h", "24h", "3 days ago", "7 days ago", "this week", "last week")
CHOICES_MAX = 25


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen and typed; None where nothing was."""

    scope: str | None = None
    last: int | None = None
    since: str | None = None
    until: str | None = None
    first: str | None = None
    to: str | None = None
    channel: str | None = None
    author: str | None = None
    focus: str | None = None
    language: str | None = None
    words: int | None = None


def wish(options: Options, now: datetime) -> Wish:
    """`now` is in the person's time zone. Errors: `RequestError` with examples."""
    spans = [f"{lead} {text}" for lead, text in (("since", options.since), ("until", options.until)) if text]
    typed = [f"in {options.language}"] if options.language else []
    read_so_far = read([" ".join([*spans, *typed])], now)
    links = tuple(_linked(link) for link in (options.first, options.to) if link)
    request = replace(read_so_far.request, focus=options.focus, max_words=options.words)
    return replace(
        read_so_far,
        channel=InChannel(options.channel, "") if options.channel else None,
        author=Named(options.author, "") if options.author else None,
        since="asked" if options.scope == "asked" else "active" if options.scope == "catch_up" else None,
        mine=options.scope == "catch_up",
        newest=options.last,
        messages=links,
        request=request,
    )


def _linked(link: str) -> MessageAt:
    found = message_at(link.strip().strip("<>"))
    if not found:
        raise RequestError(replies.NO_LINK)
    return found


async def times(talk: Talk, typed: str) -> list[Choice]:
    return _fitting(SINCE, typed)


async def languages(talk: Talk, typed: str) -> list[Choice]:
    return _fitting(sorted(set(LANGUAGES.values())), typed)


def _fitting(known: Any, typed: str) -> list[Choice]:
    """What was typed goes first, as it may be more than is offered."""
    begun = [typed] if typed else []
    found = dict.fromkeys([*begun, *(it for it in known if it.casefold().startswith(typed.casefold()))])
    return [app_commands.Choice(name=it[:100], value=it[:100]) for it in found][:CHOICES_MAX]
