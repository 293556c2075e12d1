"""Which version of a prompt answers: two can run side by side, each on a fixed share of the conversations."""

import hashlib
import re
from collections.abc import Sequence

from core.errors import RequestError

_SHARE = re.compile(r"([1-9][0-9]{0,3}):([0-9]{1,3})")


def version(shares: Sequence[str], newest: int, platform: str, workspace: str, conversation: str) -> int:
    """The prompt's number: of "2:10" version 2 for 10 of 100 conversations, for all others the newest.

    The same conversation always gets the same one. A version that there is not yet is the newest.
    Errors: `RequestError`.
    """
    place = _place(platform, workspace, conversation)
    for number, share in parsed(shares):
        if place < share:
            return min(number, newest)
        place -= share
    return newest


def parsed(shares: Sequence[str]) -> list[tuple[int, int]]:
    """Versions and their shares of 100. Errors: `RequestError`."""
    found = [_SHARE.fullmatch(share) for share in shares]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    if len(pairs) < len(shares) or sum(share for _, share in pairs) > 100:
        raise RequestError(
            f"prompt_versions={','.join(shares)}: give VERSION:SHARE, as in 2:10, with shares of 100 at most together"
        )
    return pairs


def _place(*names: str) -> int:
    """0 to 99, evenly. Zero bytes keep names apart: no platform allows one in an id."""
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) % 100
