"""What went wrong, for whoever waits for an answer: they always get a sentence."""

import logging

from core import replies
from core.errors import RecapError

log = logging.getLogger(__name__)


def sentence(error: Exception) -> str:
    """For the person. Of what nobody foresaw the log has the type alone: its text may hold what people wrote."""
    if isinstance(error, RecapError):
        return replies.failure(error)
    log.error("a handler failed: %s", type(error).__name__)
    return replies.UNKNOWN
