"""Adaptive Cards as Teams takes them from bots: every element with its documented fields, versions up to 1.6.

https://adaptivecards.io/explorer, https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/
cards-reference#adaptive-card and …/cards/cards-actions (six actions), …/Universal-actions-for-adaptive-cards
(Action.Execute and refresh from 1.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.standins.teams.elements import ACTION, ACTIONS, CARD, CHOICES, COMMON, ELEMENTS, VERSIONS
from tests.standins.teams.entities import mention_errors
from tests.standins.teams.state import Json

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
ACTIONS_MAX, REFRESH_USERS_MAX = 6, 60
INSIDE = ("body", "items", "columns", "rows", "cells", "images", "inlines", "actions")


def card_errors(card: Any, people: list[str]) -> list[str]:
    """What is wrong with a card, in words; `people` may be mentioned in it."""
    if not isinstance(card, dict):
        return ["the card is no object"]
    if card.get("type") != "AdaptiveCard" or card.get("version") not in VERSIONS:
        return ["an AdaptiveCard of a version from 1.0 to 1.6 is needed"]
    checked = _Checked(card["version"])
    checked.card(card)
    entities = (card.get("msteams") or {}).get("entities") or []
    checked.errors += mention_errors(entities, " ".join(texts(card)), people)
    return checked.errors


def texts(part: Any) -> Iterator[str]:
    """All that a card says, in the order of its elements."""
    if isinstance(part, list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, dict):
        yield from (str(part[name]) for name in ("text", "title", "value") if isinstance(part.get(name), str))
        for name, inside in part.items():
            if name in (*INSIDE, "facts", "choices", "card"):
                yield from texts(inside)


def buttons(card: Any) -> Iterator[Json]:
    """Every action of a card that can be pressed, those of cards that open included."""
    if isinstance(card, list):
        for one in card:
            yield from buttons(one)
    elif isinstance(card, dict):
        if str(card.get("type", "")).startswith("Action."):
            yield card
        for name in (*INSIDE, "card", "selectAction", "inlineAction"):
            yield from buttons(card.get(name))


@dataclass(slots=True)
class _Checked:
    version: str
    errors: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def card(self, card: Json) -> None:
        self._unknown("AdaptiveCard", card, CARD)
        for element in card.get("body") or []:
            self.element(element)
        actions = card.get("actions") or []
        if sum(action.get("mode") != "secondary" for action in actions) > ACTIONS_MAX:
            self.errors.append(f"more than {ACTIONS_MAX} actions")
        for action in actions:
            self.action(action)
        if card.get("selectAction"):
            self.action(card["selectAction"])
        self._refresh(card.get("refresh"))

    def element(self, it: Any, implied: str = "") -> None:
        if isinstance(it, str) and implied == "TextRun":
            return
        if not isinstance(it, dict) or (it.get("type") or implied) not in ELEMENTS:
            self.errors.append(f"unknown element {it.get('type') if isinstance(it, dict) else it}")
            return
        kind = it.get("type") or implied
        self._fields(kind, it, *ELEMENTS[kind], COMMON)
        self._id(it, needed=kind.startswith("Input."))
        for name, choices in CHOICES.items():
            if name in it and str(it[name]).lower() not in choices:
                self.errors.append(f"{kind}.{name} cannot be {it[name]}")
        self._children(kind, it)

    def action(self, it: Any) -> None:
        kind = it.get("type") if isinstance(it, dict) else None
        if kind not in ACTIONS:
            self.errors.append(f"unknown action {kind}")
            return
        self._fields(kind, it, *ACTIONS[kind], ACTION)
        if kind == "Action.Execute" and not it.get("verb") and not it.get("data"):
            self.errors.append("Action.Execute needs a verb or data")
        if kind in ("Action.Execute", "Action.Submit") and not isinstance(it.get("data", {}), dict):
            self.errors.append(f"{kind}.data is an object")
        if kind == "Action.ShowCard":
            self.card(it.get("card") or {})
        if isinstance(it.get("fallback"), dict):
            self.action(it["fallback"])

    def _children(self, kind: str, it: Json) -> None:
        implied = {"ColumnSet": "Column", "Table": "TableRow", "TableRow": "TableCell", "RichTextBlock": "TextRun"}
        for name in ("items", "rows", "cells", "images", "inlines", *(["columns"] if kind == "ColumnSet" else [])):
            for child in it.get(name) or []:
                self.element(child, implied.get(kind, "Image" if name == "images" else ""))
        if len(it.get("actions") or []) > ACTIONS_MAX:
            self.errors.append(f"more than {ACTIONS_MAX} actions")
        for action in [*(it.get("actions") or []), it.get("selectAction"), it.get("inlineAction")]:
            if action is not None:
                self.action(action)
        if isinstance(it.get("fallback"), dict):
            self.element(it["fallback"])
        self._pairs(it.get("facts") or [], "facts")
        self._pairs(it.get("choices") or [], "choices")

    def _pairs(self, pairs: list[Json], name: str) -> None:
        for pair in pairs:
            if {"title", "value"} - pair.keys() or pair.keys() - {"title", "value", "type"}:
                self.errors.append(f"{name} have title and value")

    def _fields(self, kind: str, it: Json, takes: str, since: str, common: str) -> None:
        names = takes.split()
        self._unknown(kind, it, {name.rstrip("!") for name in names} | set(common.split()))
        missing = [name[:-1] for name in names if name.endswith("!") and it.get(name[:-1]) in (None, "", [])]
        self.errors += [f"{kind} needs {name}" for name in missing]
        if VERSIONS.index(since) > VERSIONS.index(self.version):
            self.errors.append(f"{kind} is of version {since}, the card of {self.version}")

    def _unknown(self, kind: str, it: Json, known: frozenset[str] | set[str]) -> None:
        self.errors += [f"{kind} has no {name}" for name in sorted(it.keys() - known)]

    def _id(self, it: Json, needed: bool) -> None:
        id = it.get("id")
        if needed and not id:
            self.errors.append(f"{it.get('type')} needs id")
        if id in self.ids:
            self.errors.append(f"two elements have the id {id}")
        if id:
            self.ids.add(id)

    def _refresh(self, refresh: Json | None) -> None:
        if refresh is None:
            return
        self._unknown("refresh", refresh, {"action", "userIds", "expires"})
        if (refresh.get("action") or {}).get("type") != "Action.Execute":
            self.errors.append("refresh needs an Action.Execute")
        else:
            self.action(refresh["action"])
        if len(refresh.get("userIds") or []) > REFRESH_USERS_MAX:
            self.errors.append(f"refresh names more than {REFRESH_USERS_MAX} people")
