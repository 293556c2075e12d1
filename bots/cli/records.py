"""What is kept, as JSON objects: the contract of `recap audit --json` and `recap privacy export`."""

from dataclasses import asdict
from typing import Any

from core.action_items.item import Item
from core.audit import AuditEntry
from core.models import Channel, Message, Person
from core.ports import Reacted
from core.results import Result
from storage.sqlite.privacy import Belongings


def audit_to_json(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "who": _person(entry.who) if entry.who else None,
        "what": entry.what,
        "platform": entry.channel.platform,
        "workspace": entry.channel.workspace,
        "channel": _channel(entry.channel),
        "engine": entry.engine,
        "messages": entry.messages,
        "cost": entry.cost,
        "redactions": entry.redactions,
        "route": entry.route,
    }


def belongings_to_json(belongings: Belongings) -> dict[str, Any]:
    return {
        "platform": belongings.platform,
        "workspace": belongings.workspace,
        "person": _person(belongings.person),
        "messages": [_message(c, m) for c, m in belongings.messages],
        "reactions": [_reacted(c, r) for c, r in belongings.reactions],
        "requests": [audit_to_json(entry) for entry in belongings.requests],
        "action_items": [_item(item) for item in belongings.items],
        "messages_from_recap": asdict(belongings.preferences) if belongings.preferences else None,
        "opinions": [_opinion(result) for result in belongings.opinions],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "channel": _channel(item.channel),
        "text": item.text,
        "owner": _person(item.owner) if item.owner else None,
        "due": item.due.isoformat() if item.due else None,
        "status": item.status,
        "said_at": item.said_at.isoformat(),
        "sources": list(item.sources),
    }


def _opinion(result: Result) -> dict[str, Any]:
    return {"at": result.at.isoformat(), "opinion": result.opinion, "reason": result.reason}


def _reacted(channel: Channel, reacted: Reacted) -> dict[str, Any]:
    message = {"channel": _channel(channel), "message": reacted.message_id}
    return {**message, "emoji": reacted.emoji, "at": reacted.at.isoformat()}


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}


def _channel(channel: Channel) -> dict[str, Any]:
    return {"id": channel.id, "name": channel.name}


def _message(channel: Channel, message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel": _channel(channel),
        "author": _person(message.author),
        "text": message.text,
        "original": message.original,
        "sent_at": message.sent_at.isoformat() if message.sent_at else None,
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "thread_id": message.thread_id,
        "reply_to": message.reply_to,
        "reactions": [{"name": r.name, "count": r.count} for r in message.reactions],
        "files": list(message.files),
        "permalink": message.permalink,
    }
