"""People, roles, channels and guilds as Discord's answers and events have them.

Shapes: https://docs.discord.com/developers/resources and what github.com/discord/discord-api-spec requires.
"""

from datetime import UTC, datetime

from tests.standins.discord import permissions
from tests.standins.discord.state import (
    APP_ID,
    CATEGORY,
    DM,
    FORUM,
    PRIVATE_THREAD,
    VOICE,
    Channel,
    Guild,
    Json,
    Member,
    Role,
    State,
    Thread,
    User,
)

MEMBER_COUNT_MAX = 50


def moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def user(it: User) -> Json:
    shape: Json = {
        "id": it.id,
        "username": it.name,
        "discriminator": "4321" if it.is_bot else "0",
        "global_name": it.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "flags": 0,
    }
    return shape | ({"bot": True} if it.is_bot else {})


def own_user(it: User) -> Json:
    """The bot to itself."""
    return user(it) | {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def partial_member(it: Member) -> Json:
    """Somebody in a guild, without the user."""
    timeout = moment(it.timed_out_until) if it.timed_out_until else None
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": timeout,
        "flags": 0,
        "joined_at": moment(it.joined),
        "nick": it.nick,
        "pending": False,
        "premium_since": None,
        "roles": list(it.roles),
        "mute": False,
        "deaf": False,
    }


def member(state: State, it: Member) -> Json:
    return partial_member(it) | {"user": user(state.users[it.user])}


def role(it: Role) -> Json:
    shape: Json = {
        "id": it.id,
        "name": it.name,
        "permissions": str(it.permissions),
        "position": it.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": it.managed_by is not None,
        "mentionable": it.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return shape | ({"tags": {"bot_id": it.managed_by}} if it.managed_by else {})


def channel(state: State, it: Channel) -> Json:
    """Any channel as the bot sees it: a guild's, a thread with the bot's membership, a direct message."""
    if it.type == DM:
        people = [user(state.users[person]) for person in it.recipients if person != APP_ID]
        return {"id": it.id, "type": DM, "flags": 0, "last_message_id": it.last_message, "recipients": people}
    common: Json = {
        "id": it.id,
        "type": it.type,
        "guild_id": it.guild,
        "name": it.name,
        "parent_id": it.parent,
        "flags": 0,
    }
    if it.type != CATEGORY:
        common |= {"last_message_id": it.last_message, "rate_limit_per_user": 0}
    return common | (_thread(it, it.thread) if it.thread else _guild_channel(it))


def _guild_channel(it: Channel) -> Json:
    overwrites = [{"id": o.id, "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)} for o in it.overwrites]
    shape: Json = {"position": it.position, "permission_overwrites": overwrites, "nsfw": False}
    if it.type == VOICE:
        return shape | {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if it.type == FORUM:
        shape |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        shape |= {"default_forum_layout": 0}
    return shape if it.type == CATEGORY else shape | {"topic": it.topic}


def _thread(it: Channel, thread: Thread) -> Json:
    metadata: Json = {
        "archived": thread.archived,
        "archive_timestamp": moment(thread.archive_changed),
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": moment(thread.created),
    }
    if it.type == PRIVATE_THREAD:
        metadata["invitable"] = thread.invitable
    shape: Json = {
        "owner_id": thread.owner,
        "thread_metadata": metadata,
        "message_count": len(it.history()),
        "member_count": min(len(thread.members), MEMBER_COUNT_MAX),
        "total_message_sent": thread.sent,
    }
    shape |= {"applied_tags": thread.tags} if thread.tags else {}
    return shape | ({"member": thread_member(it, APP_ID)} if APP_ID in thread.members else {})


def thread_member(it: Channel, user: str) -> Json:
    assert it.thread, "only threads have thread members"
    return {"id": it.id, "user_id": user, "join_timestamp": moment(it.thread.members[user]), "flags": 0}


def guild(it: Guild) -> Json:
    nothing = "icon home_header splash discovery_splash banner application_id afk_channel_id system_channel_id"
    nothing += " widget_channel_id vanity_url_code rules_channel_id safety_alerts_channel_id description"
    nothing += " public_updates_channel_id incidents_data max_presences"
    shape: Json = dict.fromkeys(nothing.split())
    zeros = "system_channel_flags verification_level default_message_notifications mfa_level explicit_content_filter"
    shape |= dict.fromkeys(f"{zeros} premium_tier premium_subscription_count nsfw_level".split(), 0)
    shape |= dict.fromkeys("widget_enabled premium_progress_bar_enabled nsfw".split(), False)
    shape |= {"features": [], "emojis": [], "stickers": [], "region": "rotterdam", "afk_timeout": 300}
    shape |= {"max_members": 25000000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25}
    roles = [role(r) for r in it.roles.values()]
    return shape | {
        "id": it.id,
        "name": it.name,
        "owner_id": it.owner,
        "roles": roles,
        "preferred_locale": it.locale,
    }


def created_guild(state: State, it: Guild, members: list[Member]) -> Json:
    """GUILD_CREATE: the guild with the channels and active threads that the bot sees, and these members."""
    seen = [c for c in it.channels.values() if not c.thread]
    threads = [c for c in it.channels.values() if c.thread and not c.thread.archived]
    return guild(it) | {
        "joined_at": moment(it.members[APP_ID].joined),
        "large": len(it.members) > 250,
        "member_count": len(it.members),
        "members": [member(state, m) for m in members],
        "channels": [channel(state, c) for c in seen],
        "threads": [channel(state, c) for c in threads if permissions.may(state, c, APP_ID)],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
