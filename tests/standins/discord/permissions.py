"""Who may do what where, computed as Discord does. https://docs.discord.com/developers/topics/permissions"""

from collections.abc import Iterable

from tests.standins.discord.state import PRIVATE_THREAD, VOICE, Channel, Guild, Member, State

BITS = {
    "KICK_MEMBERS": 1 << 1,
    "ADMINISTRATOR": 1 << 3,
    "MANAGE_CHANNELS": 1 << 4,
    "MANAGE_GUILD": 1 << 5,
    "ADD_REACTIONS": 1 << 6,
    "VIEW_CHANNEL": 1 << 10,
    "SEND_MESSAGES": 1 << 11,
    "SEND_TTS_MESSAGES": 1 << 12,
    "MANAGE_MESSAGES": 1 << 13,
    "EMBED_LINKS": 1 << 14,
    "ATTACH_FILES": 1 << 15,
    "READ_MESSAGE_HISTORY": 1 << 16,
    "MENTION_EVERYONE": 1 << 17,
    "USE_EXTERNAL_EMOJIS": 1 << 18,
    "CONNECT": 1 << 20,
    "SPEAK": 1 << 21,
    "CHANGE_NICKNAME": 1 << 26,
    "MANAGE_ROLES": 1 << 28,
    "USE_APPLICATION_COMMANDS": 1 << 31,
    "MANAGE_THREADS": 1 << 34,
    "CREATE_PUBLIC_THREADS": 1 << 35,
    "CREATE_PRIVATE_THREADS": 1 << 36,
    "SEND_MESSAGES_IN_THREADS": 1 << 38,
    "MODERATE_MEMBERS": 1 << 40,
}
ALL = (1 << 53) - 1
READ_ONLY = BITS["VIEW_CHANNEL"] | BITS["READ_MESSAGE_HISTORY"]  # what somebody in a timeout keeps
ORDINARY = (
    "ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS ATTACH_FILES READ_MESSAGE_HISTORY CONNECT SPEAK"
    " USE_APPLICATION_COMMANDS CREATE_PUBLIC_THREADS CREATE_PRIVATE_THREADS SEND_MESSAGES_IN_THREADS"
).split()
_NEED_SENDING = ("MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS")


def bits(names: Iterable[str] | str) -> int:
    """Names to a number; `VIEW_CHANNEL SEND_MESSAGES` as one text too."""
    total = 0
    for name in names.split() if isinstance(names, str) else names:
        total |= BITS[name]
    return total


def in_guild(guild: Guild, user: str) -> int:
    """What somebody's roles grant; everything to the owner and administrators, nothing to strangers."""
    member = guild.members.get(user)
    if not member:
        return 0
    total = guild.roles[guild.id].permissions
    for role in member.roles:
        total |= guild.roles[role].permissions
    return ALL if user == guild.owner or total & BITS["ADMINISTRATOR"] else total


def in_channel(state: State, channel: Channel, user: str) -> int:
    """What somebody may do in a channel or thread; 0 where they do not see it."""
    guild = state.guild_of(channel)
    if not guild:
        return _direct() if user in channel.recipients else 0
    place = state.parent_of(channel) if channel.thread else channel
    granted = in_guild(guild, user)
    if not granted or not place:
        return 0
    if granted != ALL:
        granted = _implied(_overwritten(granted, guild, place, guild.members[user]), place, channel)
        granted &= READ_ONLY if _timed_out(state, guild.members[user]) else ALL
    return granted if _inside(channel, user, granted) else 0


def may(state: State, channel: Channel, user: str, names: str = "VIEW_CHANNEL") -> bool:
    wanted = bits(names)
    return in_channel(state, channel, user) & wanted == wanted


def may_send(state: State, channel: Channel, user: str) -> bool:
    return may(state, channel, user, "SEND_MESSAGES_IN_THREADS" if channel.thread else "SEND_MESSAGES")


def _direct() -> int:
    return bits("VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY ADD_REACTIONS EMBED_LINKS ATTACH_FILES")


def _overwritten(granted: int, guild: Guild, place: Channel, member: Member) -> int:
    """@everyone's overwrite, then those of all roles together, then the member's own."""
    by_id = {overwrite.id: overwrite for overwrite in place.overwrites}
    if everyone := by_id.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    roles = [by_id[role] for role in member.roles if role in by_id]
    for overwrite in roles:
        granted &= ~overwrite.deny
    for overwrite in roles:
        granted |= overwrite.allow
    if own := by_id.get(member.user):
        granted = granted & ~own.deny | own.allow
    return granted


def _implied(granted: int, place: Channel, channel: Channel) -> int:
    """Without sight there is nothing; without sending (outside threads) nothing that goes with it."""
    if not granted & BITS["VIEW_CHANNEL"] or (place.type == VOICE and not granted & BITS["CONNECT"]):
        return 0
    sending = "SEND_MESSAGES_IN_THREADS" if channel.thread else "SEND_MESSAGES"
    return granted if granted & BITS[sending] else granted & ~bits(_NEED_SENDING)


def _timed_out(state: State, member: Member) -> bool:
    return member.timed_out_until is not None and member.timed_out_until > state.now()


def _inside(channel: Channel, user: str, granted: int) -> bool:
    """A private thread is seen by its members and by those who manage threads."""
    if channel.type != PRIVATE_THREAD or not channel.thread:
        return True
    return user in channel.thread.members or bool(granted & BITS["MANAGE_THREADS"])
