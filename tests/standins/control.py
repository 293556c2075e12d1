"""The people of a stand-in that runs as a process: POST /_control with {"do": "says", "user": …}.

`do` is the name of a method of one of the stand-in's parts, the rest its arguments; {"do": "describe"} tells all that a
caller needs to know. The answer is {"ok": true, "result": …}; what the app is to answer has its result once it has.
"""

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import Any, Protocol, runtime_checkable

from aiohttp import web

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.Response]]


@runtime_checkable
class ToBeAnswered(Protocol):
    """What was brought to the app; `described` says how it went."""

    async def answered(self) -> Any: ...

    def described(self) -> Json: ...


def control(parts: Sequence[object], describe: Callable[[], Json]) -> Handler:
    """Of several parts with a method of the name the first one does it."""

    async def handle(request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            name = asked.pop("do")
            result = describe() if name == "describe" else await _done(parts, name, asked)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response({"ok": True, "result": result})

    return handle


async def _done(parts: Sequence[object], name: str, arguments: Json) -> Any:
    owner = next((part for part in parts if hasattr(type(part), name)), None)
    if owner is None or name.startswith("_"):
        raise ValueError(f"nobody can do {name}")
    result = getattr(owner, name)(**arguments)
    if isawaitable(result):
        result = await result
    if isinstance(result, ToBeAnswered):
        await result.answered()
        return result.described()
    return result if isinstance(result, str | list | dict | int | float | None) else None
