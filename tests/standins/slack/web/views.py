"""views.*: modals, and the Home tab of each person. https://docs.slack.dev/surfaces/modals"""

import json
from typing import Any

from tests.standins.slack import shapes
from tests.standins.slack.blocks import VIEW_MAX_BYTES, view_complaints
from tests.standins.slack.state import Json
from tests.standins.slack.web.method import Call, Refused, method


@method("views.open", "view trigger_id? interactivity_pointer?")
def open_(call: Call) -> Json:
    """A modal for whoever pressed something within the last three seconds."""
    view, user = _checked(call, "modal"), call.server.triggers.exchange(call.get("trigger_id"))
    return {"view": store(call, view, user)}


@method("views.update", "view view_id? external_id? hash?")
def update(call: Call) -> Json:
    old = call.state.views.get(str(call.get("view_id")))
    if not old:
        raise Refused("not_found")
    view = _checked(call, old["type"])
    if call.get("hash") not in (None, old["hash"]):
        raise Refused("hash_conflict")
    return {"view": store(call, view, old["_user"], id=old["id"], root_view_id=old["root_view_id"])}


@method("views.publish", "user_id view hash?")
def publish(call: Call) -> Json:
    """The Home tab as this person sees it."""
    view, user = _checked(call, "home"), str(call.get("user_id"))
    if user not in call.state.users:
        raise Refused("invalid_arguments", ["[ERROR] user not found [json-pointer:/user_id]"])
    old = call.state.views.get(call.state.homes.get((call.bot.team, user), ""))
    if old and call.get("hash") not in (None, old["hash"]):
        raise Refused("hash_conflict")
    stored = store(call, view, user, id=old["id"] if old else None)
    call.state.homes[call.bot.team, user] = stored["id"]
    return {"view": stored}


def store(call: Call, view: Json, user: str, **kept: Any) -> Json:
    """Keeps the view, and answers it as Slack does; who it is shown to is nobody else's business."""
    id = kept.pop("id", None) or call.state.id("V")
    added: Json = {"root_view_id": id, "hash": f"{call.state.ts()}.hash", "team_id": call.bot.team} | kept
    shape = shapes.view(view, id=id, bot_id=call.bot.bot_id, app_installed_team_id=call.bot.team, **added)
    call.state.views[id] = shape | {"_user": user}
    return shape


def _checked(call: Call, type: str) -> Json:
    view = call.get("view")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", ["[ERROR] must be an object [json-pointer:/view]"])
    if wrong := view_complaints(view):
        raise Refused("invalid_arguments", wrong)
    if view["type"] != type:
        raise Refused("invalid_arguments", [f"[ERROR] must be: {type} [json-pointer:/view/type]"])
    if len(json.dumps(view)) > VIEW_MAX_BYTES:
        raise Refused("view_too_large")
    return view
