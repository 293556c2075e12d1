"""Request Guild Members. https://docs.discord.com/developers/events/gateway-events#request-guild-members"""

from collections.abc import Iterator
from typing import Any

from tests.standins.discord import shapes
from tests.standins.discord.identify import Closed
from tests.standins.discord.state import APP_ID, Guild, Json, Member, State

CHUNK_MAX_MEMBERS, ASKED_MAX_MEMBERS = 1000, 100
NONCE_MAX_BYTES = 32


def answers(state: State, asked: Any, whole_list: bool) -> Iterator[Json]:
    """The chunks; all members only where `whole_list`, the members intent, allows it."""
    guild = state.guilds.get(str(asked.get("guild_id"))) if isinstance(asked, dict) else None
    if not guild or APP_ID not in guild.members or ("query" in asked) == ("user_ids" in asked):
        raise Closed(4002)
    members, missing = _named(guild, asked["user_ids"]) if "user_ids" in asked else _found(state, guild, asked)
    if asked.get("query") == "" and asked.get("limit") == 0 and not whole_list:
        members = []
    parts = [members[n : n + CHUNK_MAX_MEMBERS] for n in range(0, len(members), CHUNK_MAX_MEMBERS)] or [[]]
    for index, part in enumerate(parts):
        chunk: Json = {"guild_id": guild.id, "chunk_index": index, "chunk_count": len(parts), "not_found": missing}
        chunk["members"] = [shapes.member(state, m) for m in part]
        if asked.get("presences"):
            chunk["presences"] = []
        if asked.get("nonce") and len(str(asked["nonce"]).encode()) <= NONCE_MAX_BYTES:
            chunk["nonce"] = asked["nonce"]
        yield chunk


def _named(guild: Guild, ids: Any) -> tuple[list[Member], list[str]]:
    wanted = [str(id) for id in (ids if isinstance(ids, list) else [ids])][:ASKED_MAX_MEMBERS]
    return [guild.members[id] for id in wanted if id in guild.members], [i for i in wanted if i not in guild.members]


def _found(state: State, guild: Guild, asked: Json) -> tuple[list[Member], list[str]]:
    query, limit = str(asked["query"]).lower(), asked.get("limit")
    if not isinstance(limit, int) or limit < 0:
        raise Closed(4002)
    names = {m.user: (m.nick or state.users[m.user].name).lower() for m in guild.members.values()}
    members = [m for m in guild.members.values() if names[m.user].startswith(query)]
    most = len(members) if not query and limit == 0 else min(limit or ASKED_MAX_MEMBERS, ASKED_MAX_MEMBERS)
    return members[:most], []
