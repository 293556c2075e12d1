"""Where the messages are that a line rests on."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

from adapters.teams import wire
from adapters.teams.rich import LinksOf
from core.models import Channel
from core.replies.lines import Line

# The roots of the threads that messages (ids) of a channel are in, by id: `core.threads.roots` of a store.
Roots = Callable[[Channel, Collection[str]], Awaitable[Mapping[str, str]]]


def linked(tenant: str, threads: Mapping[tuple[str, str], str] = {}) -> LinksOf:
    """A line that knows its thread needs no other. `threads` by ids of channel and message."""

    def links(line: Line) -> list[str]:
        channel = line.channel
        roots = (line.thread_id or threads.get((channel.id, id)) for id in line.sources)
        return [wire.permalink(channel, tenant, id, root) for id, root in zip(line.sources, roots, strict=True)]

    return links


async def threads(said: Iterable[tuple[Channel, Collection[str]]], roots: Roots) -> dict[tuple[str, str], str]:
    """Of the sources of these channels."""
    found: dict[tuple[str, str], str] = {}
    for channel, sources in said:
        found |= {(channel.id, id): root for id, root in (await roots(channel, sources)).items()}
    return found
