"""Messages and members as Graph shapes them. https://learn.microsoft.com/graph/api/resources/chatmessage"""

import json
from urllib.parse import quote

from tests.standins.teams.emoji import shown_in_graph
from tests.standins.teams.state import APP_ID, BOT, BOT_NAME, Json, Message, State, User, moment


def chat_message(state: State, it: Message) -> Json:
    """What was said is not told of a deleted message."""
    place = state.conversations[it.conversation]
    team = place.team.group if place.team else None
    gone = it.deleted is not None
    html = it.html + "".join(f'<attachment id="{it.id}{n}"></attachment>' for n in range(len(it.attachments)))
    return {
        "id": it.id,
        "replyToId": it.root,
        "etag": str(int(it.changed * 1000)),
        "messageType": "message",
        "createdDateTime": state.time(moment(it)),
        "lastModifiedDateTime": state.time(it.changed),
        "lastEditedDateTime": state.time(it.edited) if it.edited is not None else None,
        "deletedDateTime": state.time(it.deleted) if it.deleted is not None else None,
        "subject": None,
        "summary": None if gone else it.summary,
        "chatId": None if team else place.id,
        "importance": "normal",
        "locale": "en-us",
        "webUrl": link(state, it),
        "from": author(state, it.author),
        "body": {"contentType": "html", "content": "" if gone else html},
        "channelIdentity": {"teamId": team, "channelId": place.id} if team else None,
        "attachments": [] if gone else _attachments(it),
        "mentions": [] if gone else _mentions(state, it),
        "reactions": [] if gone else reactions(state, it),
    }


def payload(state: State, it: Message) -> Json:
    """The same message as a message action is given it."""
    shape = chat_message(state, it)
    names = "id replyToId createdDateTime lastModifiedDateTime summary importance locale body from reactions mentions"
    told = {name: shape[name] for name in [*names.split(), "attachments"]}
    return told | {"linkToMessage": shape["webUrl"], "deleted": False, "subject": None}


def author(state: State, id: str) -> Json:
    if id == BOT:
        bot = {"applicationIdentityType": "bot", "id": APP_ID, "displayName": BOT_NAME}
        return {"device": None, "user": None, "conversation": None, "application": bot}
    return {"device": None, "user": _user(state.users[id]), "conversation": None, "application": None}


def reactions(state: State, it: Message) -> list[Json]:
    return [
        {
            "reactionType": shown_in_graph(type)[0],
            "displayName": shown_in_graph(type)[1],
            "reactionContentUrl": None,
            "createdDateTime": state.time(it.reacted[type, user]),
            "user": {"application": None, "device": None, "user": _user(state.users[user]) | {"displayName": None}},
        }
        for type, people in it.reactions.items()
        for user in people
    ]


def member(user: User, roles: list[str]) -> Json:
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": f"member-{user.aad}",
        "roles": roles,
        "displayName": user.name,
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": user.aad,
        "email": user.email,
        "tenantId": user.tenant,
    }


def link(state: State, it: Message) -> str:
    place = state.conversations[it.conversation]
    base = f"https://teams.microsoft.com/l/message/{quote(place.id)}/{it.id}"
    if not place.team:
        return f"{base}?context=%7B%22contextType%22%3A%22chat%22%7D"
    return f"{base}?groupId={place.team.group}&tenantId={place.tenant}&createdTime={it.id}&parentMessageId={it.thread}"


def _user(user: User) -> Json:
    kind = {"userIdentityType": "aadUser", "tenantId": user.tenant}
    return {"@odata.type": "#microsoft.graph.teamworkUserIdentity", "id": user.aad, "displayName": user.name} | kind


def _attachments(it: Message) -> list[Json]:
    return [
        {
            "id": f"{it.id}{n}",
            "contentType": given["contentType"],
            "contentUrl": given.get("contentUrl"),
            "content": json.dumps(given["content"]) if "content" in given else None,
            "name": given.get("name"),
            "thumbnailUrl": None,
            "teamsAppId": None,
        }
        for n, given in enumerate(it.attachments)
    ]


def _mentions(state: State, it: Message) -> list[Json]:
    found = [entity for entity in it.entities if entity["type"] == "mention"]
    return [
        {"id": n, "mentionText": e["mentioned"]["name"], "mentioned": author(state, e["mentioned"]["id"])}
        for n, e in enumerate(found)
    ]
