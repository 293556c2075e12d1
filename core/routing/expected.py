"""What the calls of a route will use, one by one, before any is made: to reserve money, and to tell people."""

from core.ports import Usage

INSTRUCTIONS_TOKENS = 700  # of each prompt, beside its text
ANSWER_LEAST_TOKENS = 150
ANSWER_SHARE = 350 / 8_000  # tokens of a summary to those of its messages: 12 statements for 500 messages
# A summary is verified by its statements with their cited messages and neighbours, however long the transcript is.
VERIFIED_TEXT_TOKENS, VERDICTS_TOKENS = 5_000, 300
MERGED_ANSWER_TOKENS = 900


def asked(tokens: int) -> Usage:
    """One part, or all in one."""
    return Usage(INSTRUCTIONS_TOKENS + tokens, max(ANSWER_LEAST_TOKENS, int(tokens * ANSWER_SHARE)))


def merged(tokens: int) -> Usage:
    """The answers of parts, of so many tokens together."""
    return Usage(INSTRUCTIONS_TOKENS + tokens, MERGED_ANSWER_TOKENS)


def verified(tokens: int) -> Usage:
    """The summary of a transcript of so many tokens."""
    return Usage(INSTRUCTIONS_TOKENS + min(tokens, VERIFIED_TEXT_TOKENS), VERDICTS_TOKENS)
