"""Who made a summary and what the checks found, in plain words."""

from collections.abc import Iterator

from core.summary import Summary

_COUNTS = {"left_out": "left out", "repaired": "mended", "unconfirmed": "unconfirmed"}
MARK = "≈"  # behind an unconfirmed statement


def sentences(summary: Summary) -> Iterator[str]:
    """Each ends in a full stop. Nothing is said of checks where no model stated anything."""
    why, messages = summary.checks.get("offline"), _number(summary, "offline_messages")
    if summary.checks.get("preliminary"):
        yield "Preliminary: a model is being asked."
    if why and not messages:
        yield f"Engine: {summary.engine}, because {why}."
        return
    yield f"Engine: {summary.engine}."
    if "stated" in summary.checks:
        yield f"Checked: {_checked(summary)}."
    if summary.checks.get("verified"):
        yield "Verified by the large model."
    if unverified := summary.checks.get("unverified"):
        yield f"Not verified by the large model: {unverified}."
    if messages:
        yield f"The offline engine completed it, over {messages:,} messages, because {why}."


def _checked(summary: Summary) -> str:
    """As in: 12 statements, 1 left out, 2 unconfirmed (≈)."""
    stated = _number(summary, "stated")
    found = [f"{count:,} {words}" for name, words in _COUNTS.items() if (count := _number(summary, name))]
    mark = f" ({MARK})" if _number(summary, "unconfirmed") else ""
    return ", ".join([f"{stated:,} statement{'' if stated == 1 else 's'}", *found]) + mark


def _number(summary: Summary, name: str) -> int:
    value = summary.checks.get(name)
    return value if isinstance(value, int) else 0
