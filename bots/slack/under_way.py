"""Bolt's handlers that are at work: it acknowledges and lets the handler run on, as a task that only it knows."""

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bots.under_way import UnderWay


def kept(app: AsyncApp) -> UnderWay:
    """Those of the app."""
    under_way = UnderWay()
    app.listener_runner.listener_start_handler = _Started(under_way)
    app.listener_runner.listener_completion_handler = _Completed(under_way)
    return under_way


class _Started(AsyncListenerStartHandler):
    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self._under_way.begins()


class _Completed(AsyncListenerCompletionHandler):
    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self._under_way.ends()
