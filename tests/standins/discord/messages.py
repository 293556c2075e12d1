"""A message as Discord's answers and events have it, and who may see what is in it.

https://docs.discord.com/developers/resources/message#message-object and
https://docs.discord.com/developers/events/gateway#message-content-intent.
"""

from tests.standins.discord import shapes
from tests.standins.discord.state import APP_ID, HAS_THREAD, Guild, Json, Message, State

MESSAGE_CONTENT = 1 << 15
BLANK: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def message(state: State, it: Message, content: bool = True, referenced: bool = True) -> Json:
    """The message; its content is left blank where `content` says no and no exception holds.

    `referenced` puts the message that it answers inside, which has none itself.
    """
    thread = state.channels.get(it.id) if it.flags & HAS_THREAD else None
    shape: Json = {
        "id": it.id,
        "channel_id": it.channel,
        "type": it.type,
        "author": shapes.user(state.users[it.author]),
        "content": it.content,
        "timestamp": shapes.moment(it.sent),
        "edited_timestamp": shapes.moment(it.edited) if it.edited else None,
        "tts": False,
        "mention_everyone": it.mentions.everyone,
        "mentions": [shapes.user(state.users[person]) for person in it.mentions.users],
        "mention_roles": list(it.mentions.roles),
        "attachments": it.attachments,
        "embeds": it.embeds,
        "components": it.components,
        "pinned": False,
        "flags": it.flags,
    }
    if it.reactions and referenced:
        shape["reactions"] = [_reaction(name, people) for name, people in it.reactions.items()]
    if it.nonce is not None:
        shape["nonce"] = it.nonce
    if it.interaction:
        shape |= {"application_id": APP_ID, "webhook_id": APP_ID, "interaction_metadata": it.metadata}
    if thread:
        shape["thread"] = shapes.channel(state, thread)
    if it.reference:
        shape |= _referenced(state, it, content, referenced)
    return shape if content or readable(state, it) else shape | BLANK


def readable(state: State, it: Message) -> bool:
    """Whether the bot gets the content without the intent: its own, direct messages, where it is mentioned."""
    direct = state.channels[it.channel].guild is None
    return direct or it.author == APP_ID or APP_ID in it.mentions.users


def created(state: State, it: Message, content: bool) -> Json:
    """The same with what MESSAGE_CREATE and MESSAGE_UPDATE add."""
    channel = state.channels[it.channel]
    shape = message(state, it, content) | {"channel_type": channel.type}
    guild = state.guild_of(channel)
    if not guild or it.only_for:
        return shape
    if it.author in guild.members and not it.interaction:
        shape["member"] = shapes.partial_member(guild.members[it.author])
    shape["mentions"] = [_mention(state, guild, person) for person in it.mentions.users]
    return shape | {"guild_id": guild.id}


def emoji(name: str) -> Json:
    """A partial emoji, of its character or of name:id."""
    text, _, id = name.partition(":")
    return {"id": id or None, "name": text}


def _mention(state: State, guild: Guild, person: str) -> Json:
    shape = shapes.user(state.users[person])
    found = guild.members.get(person)
    return shape | ({"member": shapes.partial_member(found)} if found else {})


def _reaction(name: str, people: list[str]) -> Json:
    counts = {"burst": 0, "normal": len(people)}
    return {
        "emoji": emoji(name),
        "count": len(people),
        "count_details": counts,
        "burst_colors": [],
        "me_burst": False,
        "me": APP_ID in people,
    }


def _referenced(state: State, it: Message, content: bool, inside: bool) -> Json:
    """The reference, and the message itself: null where it was deleted."""
    assert it.reference, "asked for messages with a reference only"
    reference: Json = {"type": 0, "message_id": it.reference.message, "channel_id": it.reference.channel}
    if it.reference.guild:
        reference["guild_id"] = it.reference.guild
    shape: Json = {"message_reference": reference}
    if inside:
        channel = state.channels.get(it.reference.channel)
        found = channel.messages.get(it.reference.message) if channel else None
        shape["referenced_message"] = message(state, found, content, referenced=False) if found else None
    return shape
