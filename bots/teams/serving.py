"""How activities of Teams come in: as HTTP, each with Microsoft's token."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bots.teams.app import App, Reply
from bots.teams.tokens import Refused, Tokens
from core.errors import RecapError

PATH = "/api/messages"
BODY_MAX_BYTES = 2**20
WRONG, TOO_LARGE, FAILED, LATER = 400, 413, 500, 503  # after the last some activities are delivered again

log = logging.getLogger(__name__)


def by_http(app: App, tokens: Tokens) -> list[web.RouteDef]:
    """Everything of Teams comes to one address."""

    async def take(request: web.Request) -> web.Response:
        if (request.content_length or 0) > BODY_MAX_BYTES:
            return web.Response(status=TOO_LARGE)
        activity = _read(await request.read())
        if activity is None:
            return web.Response(status=WRONG)
        try:
            claims = await _checked(request, tokens, activity)
        except Refused as refused:
            log.warning("an activity was refused (%d): %s", refused.status, refused)
            return web.Response(status=refused.status)
        except RecapError as error:
            log.warning("an activity was put off (%s)", type(error).__name__)
            return web.Response(status=LATER)
        return await _run(app, activity, claims)

    return [web.post(PATH, take)]


async def _run(app: App, activity: dict[str, Any], claims: Mapping[str, Any]) -> web.Response:
    try:
        return _written(await app.run(activity, claims))
    except RecapError as error:
        log.warning("an activity was not stored (%s): Teams may deliver it again", type(error).__name__)
        return web.Response(status=LATER)
    except Exception as error:  # its text may hold what people wrote
        log.error("a handler failed: %s", type(error).__name__)
        return web.Response(status=FAILED)


async def _checked(request: web.Request, tokens: Tokens, activity: dict[str, Any]) -> Mapping[str, Any]:
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    return await tokens.check(request.headers.get("Authorization", ""), activity, request.remote or "", forwarded)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return activity if isinstance(activity, dict) and activity.get("type") else None


def _written(reply: Reply | None) -> web.Response:
    if reply is None or reply.body is None:
        return web.Response(status=reply.status if reply else 200)
    return web.json_response(reply.body, status=reply.status)
