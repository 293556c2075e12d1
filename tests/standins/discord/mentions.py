"""Whom a message mentions and whom it notifies.

https://docs.discord.com/developers/resources/message#allowed-mentions-object. Text in code or behind a backslash counts
here too: a test that nothing pings is then on the safe side.
"""

import re
from typing import Any

from tests.standins.discord import permissions
from tests.standins.discord.refusals import Form
from tests.standins.discord.state import Channel, Json, Message, Pings, State

ALLOWED_MAX = 100
_USER, _ROLE, _EVERYONE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>"), re.compile(r"@(?:everyone|here)\b")


def checked(form: Form, given: Any) -> Json | None:
    """The allowed mentions of a body, None where it says nothing."""
    if given is None:
        return None
    path = ("allowed_mentions",)
    if not isinstance(given, dict):
        form.wrong(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return None
    form.known(path, given, ("parse", "roles", "users", "replied_user"))
    parse = given.get("parse") or []
    for index, kind in enumerate(parse):
        form.choice((*path, "parse", index), kind, ("roles", "users", "everyone"))
    for kind in ("roles", "users"):
        listed = given.get(kind) or []
        if len(listed) > ALLOWED_MAX:
            form.wrong((*path, kind), "BASE_TYPE_MAX_LENGTH", f"Must be {ALLOWED_MAX} or fewer in length.")
        if listed and kind in parse:
            said = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said)
    return given


def resolve(state: State, channel: Channel, it: Message, allowed: Json | None) -> None:
    """Sets what the message mentions and whom it pings; embeds never do, text displays do."""
    text = "\n".join([it.content, *_displayed(it.components)])
    everything = permissions.may(state, channel, it.author, "MENTION_EVERYONE")
    guild = state.guild_of(channel)
    roles = guild.roles if guild else {}
    found = Pings(
        [id for id in dict.fromkeys(_USER.findall(text)) if id in state.users],
        [id for id in dict.fromkeys(_ROLE.findall(text)) if id in roles and (everything or roles[id].mentionable)],
        everything and guild is not None and bool(_EVERYONE.search(text)),
    )
    it.pings = _let_through(found, allowed)
    it.mentions = Pings(list(found.users), it.pings.roles, it.pings.everyone)
    _replied(state, it, allowed)
    if it.only_for:
        it.pings = Pings()


def _let_through(found: Pings, allowed: Json | None) -> Pings:
    if allowed is None:
        return Pings(list(found.users), list(found.roles), found.everyone)
    parse = allowed.get("parse") or []
    users, roles = ({str(id) for id in allowed.get(kind) or []} for kind in ("users", "roles"))
    return Pings(
        [id for id in found.users if "users" in parse or id in users],
        [id for id in found.roles if "roles" in parse or id in roles],
        found.everyone and "everyone" in parse,
    )


def _replied(state: State, it: Message, allowed: Json | None) -> None:
    """A reply pings whom it answers, unless its allowed mentions leave that out."""
    place = state.channels.get(it.reference.channel) if it.reference else None
    answered = place.messages.get(it.reference.message) if place and it.reference else None
    if answered and (allowed is None or allowed.get("replied_user")):
        for pings in (it.mentions, it.pings):
            if answered.author not in pings.users:
                pings.users.append(answered.author)


def _displayed(components: list[Json]) -> list[str]:
    texts = [c["content"] for c in components if isinstance(c.get("content"), str)]
    inner = [c["components"] for c in components if isinstance(c.get("components"), list)]
    return texts + [text for part in inner for text in _displayed(part)]
