"""The chat products that `recap run` serves: which are set up, and all of those in one process."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Protocol, TypeVar

from aiohttp import web

from bots import wiring
from bots.settings import Settings
from bots.web import listening
from core.ports import Access, Detector, Post
from core.review import Deliver

GRACE_SECONDS = 20.0  # for what is under way when Recap is stopped

Tools = TypeVar("Tools")  # what a platform's handlers work with
Given = TypeVar("Given")
# What answers, for as long as the block lasts, and what shows a post anew: a platform's own, or none in a test of
# hearing.
Answers = Callable[[Tools], AbstractAsyncContextManager[Given]]
Shows = Callable[[Tools, Post], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A platform that is served: `lines` say how, at `routes` it wants to be called over HTTP."""

    lines: Sequence[str]
    routes: Sequence[web.RouteDef] = ()


class Running(Protocol):
    """`running` in `bots.NAME.wiring` of each platform."""

    def __call__(
        self, settings: Settings, stores: wiring.Stores, detector: Detector, clock: Callable[[], datetime]
    ) -> AbstractAsyncContextManager[Ready]:
        """The platform is heard and answered inside the block. Errors: `OperatorError`, `LaterError`.

        At its end nothing more is taken; what was is finished, or after `GRACE_SECONDS` cancelled.
        """
        ...


@dataclass(frozen=True, slots=True)
class Releasing:
    """Who may read what on a platform, and what brings a draft to its requester there."""

    access: Access
    deliver: Deliver


class Opens(Protocol):
    """`releasing` in `bots.NAME.releasing` of each platform."""

    def __call__(
        self, settings: Settings, stores: wiring.Stores, clock: Callable[[], datetime]
    ) -> AbstractAsyncContextManager[Releasing]:
        """The platform can be asked inside the block; nothing of it is heard. Errors: `OperatorError`, `LaterError`."""
        ...


@dataclass(frozen=True, slots=True)
class Platform:
    """`configured` says whether anything of it is set, `needs` what is to be set at least."""

    name: str
    configured: Callable[[Settings], bool]
    needs: str

    @property
    def running(self) -> Running:
        """SDKs take a while to import: only those that are needed are."""
        found: Running = import_module(f"bots.{self.name}.wiring").running
        return found

    @property
    def releasing(self) -> Opens:
        found: Opens = import_module(f"bots.{self.name}.releasing").releasing
        return found


PLATFORMS = (
    Platform(
        *("slack", lambda settings: bool(settings.slack_bot_token or settings.slack_client_id)),
        "RECAP_SLACK_BOT_TOKEN and RECAP_SLACK_APP_TOKEN",
    ),
    Platform("discord", lambda settings: bool(settings.discord_token), "RECAP_DISCORD_TOKEN"),
    Platform(
        *("teams", lambda settings: bool(settings.teams_app_id)),
        "RECAP_TEAMS_APP_ID and RECAP_TEAMS_APP_PASSWORD",
    ),
)


@asynccontextmanager
async def together(platforms: Iterable[AbstractAsyncContextManager[Ready]], port: int) -> AsyncIterator[list[str]]:
    """All of them are served inside the block, what is called over HTTP at one port; the lines say how.

    Errors: those of `Running`, whichever of them it is: none is served then.
    """
    async with AsyncExitStack() as stack:
        ready = [await stack.enter_async_context(platform) for platform in platforms]
        if routes := [route for each in ready for route in each.routes]:
            await stack.enter_async_context(listening(routes, port, GRACE_SECONDS))
        yield [line for each in ready for line in each.lines]
