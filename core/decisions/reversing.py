"""A later decision that changes an earlier one."""

from collections.abc import Sequence

from core.decisions.recorded import Recorded


def reversed_by(later: Recorded, decisions: Sequence[Recorded]) -> Recorded | None:
    """The one of the decisions that this one changes, None where it changes none."""
    return None
