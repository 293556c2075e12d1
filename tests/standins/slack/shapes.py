"""The objects of Slack's answers and events, as the SDKs' recorded samples have them.

Shapes: https://docs.slack.dev/reference/objects and the samples of slackapi/java-slack-sdk.
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.standins.slack.state import APP_ID, Channel, Installation, Json, Message, State, Team, User

CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def message(state: State, it: Message) -> Json:
    shape: Json = {"user": it.user, "type": "message", "ts": it.ts, "text": it.text, "team": it.team}
    if it.bot_id:
        shape |= {"bot_id": it.bot_id, "app_id": APP_ID, "bot_profile": _bot_profile(state, it)}
    optional = {"subtype": it.subtype, "blocks": it.blocks, "files": it.files, "edited": it.edited}
    shape |= {name: value for name, value in (optional | {"metadata": it.metadata}).items() if value}
    if it.thread_ts:
        shape |= {"thread_ts": it.thread_ts} | _thread(state, it)
    if it.reactions:
        shape["reactions"] = [{"name": n, "users": list(u), "count": len(u)} for n, u in it.reactions.items()]
    return shape


def _bot_profile(state: State, it: Message) -> Json:
    name = state.users[it.user].real_name if it.user in state.users else "bot"
    return {
        "id": it.bot_id,
        "deleted": False,
        "name": name,
        "updated": 1700000000,
        "app_id": APP_ID,
        "team_id": it.team,
        "icons": {},
    }


def _thread(state: State, it: Message) -> Json:
    channel = state.channels[it.channel]
    if it.ts != it.thread_ts:
        parent = channel.messages.get(it.thread_ts or "")
        return {"parent_user_id": parent.user} if parent else {}
    replies = [m for m in channel.thread(it.ts) if m.ts != it.ts]
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts if replies else it.ts,
        "reply_users": people,
        "is_locked": False,
        "subscribed": False,
    }


def channel(state: State, it: Channel, seen_by: Installation) -> Json:
    """A conversation as one workspace sees it; a direct message has no name, but the other person."""
    shape: Json = {
        "id": it.id,
        "created": it.created,
        "is_archived": it.archived,
        "is_im": it.kind == "im",
        "is_org_shared": False,
        "context_team_id": seen_by.team,
        "updated": it.created * 1000,
    }
    if it.kind == "im":
        return shape | {"user": next((m for m in it.members if m != seen_by.bot_user), seen_by.bot_user)}
    return shape | _named(it, seen_by)


def _named(it: Channel, seen_by: Installation) -> Json:
    nothing = {"value": "", "creator": "", "last_set": 0}
    return {
        "name": it.name,
        "name_normalized": it.name,
        "is_channel": it.kind == "public",
        "is_group": it.kind == "private",
        "is_mpim": it.kind == "mpim",
        "is_private": it.kind != "public",
        "is_general": it.name == "general",
        "is_shared": it.shared,
        "is_ext_shared": it.shared,
        "is_pending_ext_shared": False,
        "is_member": seen_by.bot_user in it.members,
        "creator": it.creator,
        "unlinked": 0,
        "shared_team_ids": list(it.teams),
        "internal_team_ids": [it.teams[0]] if it.shared else [],
        "connected_team_ids": [team for team in it.teams if team != seen_by.team],
        "conversation_host_id": it.teams[0],
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "previous_names": [],
        "topic": nothing,
        "purpose": nothing,
    }


def user(state: State, it: User, seen_by: Installation, locale: bool = False) -> Json:
    """A person as one workspace sees them; what only their own workspace knows is missing for external people."""
    foreign = it.team != seen_by.team
    shape: Json = {"id": it.id, "team_id": it.team, "name": it.name, "deleted": it.deleted, "updated": 1700000000}
    shape |= {"real_name": it.real_name, "profile": _profile(it), "is_bot": it.is_bot, "is_app_user": False}
    if not it.deleted:
        shape |= {"tz": it.tz, "tz_label": it.tz, "tz_offset": _offset(it.tz, state.now())}
    if foreign:
        shape["is_stranger"] = not _shares_channel(state, it, seen_by)
    else:
        shape |= {"is_admin": it.is_admin, "is_owner": False, "is_primary_owner": False}
        shape |= {"is_restricted": it.is_restricted, "is_ultra_restricted": it.is_ultra_restricted}
    return shape | ({"locale": it.locale} if locale else {})


def _profile(it: User) -> Json:
    return {"real_name": it.real_name, "display_name": it.name, "team": it.team, "status_text": "", "status_emoji": ""}


def _offset(zone: str, now: float) -> int:
    offset = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _shares_channel(state: State, it: User, seen_by: Installation) -> bool:
    return any(it.id in c.members and seen_by.bot_user in c.members for c in state.channels.values())


def team(it: Team) -> Json:
    shape: Json = {"id": it.id, "name": it.name, "domain": it.domain, "email_domain": "", "icon": {}}
    if it.enterprise:
        shape |= {"enterprise_id": it.enterprise, "enterprise_name": it.name}
    return shape


def view(given: Json, **kept: Any) -> Json:
    """A view as Slack answers it: what was given, and what Slack adds."""
    empty: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "state": {"values": {}}}
    added: Json = {"app_id": APP_ID, "clear_on_close": False, "notify_on_close": False, "previous_view_id": None}
    return empty | added | {"title": None, "submit": None, "close": None} | given | kept
