"""What a list of decisions needs: those asked for, and those that changed them or that they changed."""

from collections.abc import Sequence

from core.decisions.decisions import Decisions
from core.decisions.recorded import Recorded
from core.models import Channel, Person


async def with_changes(
    decisions: Decisions,
    platform: str,
    workspace: str,
    requester: Person,
    words: str = "",
    channel: Channel | None = None,
) -> tuple[Sequence[Recorded], Sequence[Recorded]]:
    """As of `Decisions.search`, and others to look their reversals up in. Errors: those of it."""
    found = await decisions.search(platform, workspace, requester, words, channel)
    linked = {it.reverses for it in found} | {it.reversed_by for it in found}
    lacking = linked - {it.id for it in found} - {None}
    return found, await decisions.search(platform, workspace, requester) if lacking else ()
