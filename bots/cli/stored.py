"""Transcripts of what was imported: the channel or thread asked for, or each channel in turn."""

import getpass
import os
from collections.abc import AsyncIterator, Sequence

from adapters.permalinks import Place
from bots.cli.asked import Asked, no_message, there_are
from bots.cli.local import PREFIX
from bots.wiring import Stores
from core.errors import NotFound, RequestError
from core.models import Channel, Person, Transcript
from core.ports import MessageStore, Window
from core.reading import assemble


def local_user() -> Person:
    """Who uses the command line, as the audit log names them."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user that has no name
        name = str(os.getuid())
    return Person(f"{PREFIX}{name}", name)


async def transcripts(opened: Stores, asked: Asked) -> AsyncIterator[Transcript]:
    """In the order of the store's channels; the id is the channel's, or that of the thread's first message."""
    store = opened.messages
    channels = await _channels(store, asked)
    places = [await _thread(store, asked.thread, channels)] if asked.thread else [(c, None) for c in channels]
    for channel, root in places:
        window = Window() if root else asked.window  # the message that names a thread may be older than the window
        wanted = asked.narrow([m async for m in store.read(channel, window, root)])
        if wanted is not None:
            settings = await opened.settings.get(channel.platform, channel.workspace)
            yield assemble(root or channel.id, wanted, channel, settings.consent)


async def _channels(store: MessageStore, asked: Asked) -> list[Channel]:
    known = await store.channels()
    if not known:
        raise NotFound("nothing was imported yet: recap import PATH")
    there = [c for c in known if asked.workspace in (None, c.workspace)]
    if asked.workspace and not there:
        raise NotFound(f'no workspace "{asked.workspace}"; {there_are(asked.workspace, {c.workspace for c in known})}')
    found = [c for c in there if asked.is_channel(c.id, c.name)]
    if not found:
        raise asked.nowhere()
    if asked.channel and len(found) > 1:
        raise _ambiguous(f'"{asked.channel}"', found)
    return found


async def _thread(store: MessageStore, place: Place, channels: Sequence[Channel]) -> tuple[Channel, str | None]:
    """The channel of a thread and the id of its root."""
    everywhere = await store.find(place.message_id)
    found = [(c, m) for c, m in everywhere if c in channels and place.channel_id in ("", c.id)]
    if not found:
        raise no_message(place.message_id)
    if len(found) > 1:
        raise _ambiguous(f'message "{place.message_id}"', [c for c, _ in found])
    [(channel, message)] = found
    return channel, message.thread_id or message.id


def _ambiguous(what: str, channels: Sequence[Channel]) -> RequestError:
    """Which option tells these channels apart."""
    workspaces = sorted({c.workspace for c in channels})
    if len(workspaces) > 1:
        return RequestError(f"{what} is in the workspaces {', '.join(workspaces)}: add --workspace {workspaces[0]}")
    names = ", ".join(f"#{c.name} ({c.id})" for c in channels)
    return RequestError(f"{what} is in {names}: add --channel {channels[0].id}")
