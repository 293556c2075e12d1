"""Where the messages are that a line rests on."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

from adapters.slack import wire
from adapters.slack.rich import LinksOf
from core.models import Channel
from core.replies.lines import Line

# The roots of the threads that messages (ids) of a channel are in, by id: `core.threads.roots` of a store.
Roots = Callable[[Channel, Collection[str]], Awaitable[Mapping[str, str]]]
Threads = Mapping[tuple[str, str], str]  # by ids of channel and message


def linked(address: str, threads: Mapping[tuple[str, str], str] = {}) -> LinksOf:
    """`address` is the workspace's. A line that knows its thread needs no other."""

    def links(line: Line) -> list[str]:
        archive, known = wire.archive(address, line.channel.id), line.thread_id
        return [wire.permalink(archive, id, known or threads.get((line.channel.id, id))) for id in line.sources]

    return links


async def threads(said: Iterable[tuple[Channel, Collection[str]]], roots: Roots) -> Threads:
    """Of the sources of these channels."""
    found: dict[tuple[str, str], str] = {}
    for channel, sources in said:
        found |= {(channel.id, id): root for id, root in (await roots(channel, sources)).items()}
    return found
