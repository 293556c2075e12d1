"""How a workspace stands: what Recap reads there, limits, money, settings."""

from collections.abc import Sequence

from core.workspace import WorkspaceSettings

CHANNELS_SHOWN = 50
ADMINS_ONLY = "Only admins of this workspace can change its settings."
SETTINGS_FIELDS = {  # key of core.workspace: label
    "small_model": "Small model",
    "large_model": "Large model",
    "daily_cap": "Most to spend a day, in US dollars",
    "messages_days": 'Days that messages are kept, or "forever"',
    "language": "Language of answers; empty: that of whoever asks",
    "high_stakes_channels": "High-stakes channels: names, ids or patterns such as legal-*, commas between",
    "reaction": "Emoji that asks for a summary",
}


def reads(channels: Sequence[str]) -> str:
    """The channels (names) that somebody shares with Recap."""
    if not channels:
        return "I am in none of your channels yet: write /invite @Recap in one."
    named = ", ".join(f"#{name}" for name in channels[:CHANNELS_SHOWN])
    more = f" and {len(channels) - CHANNELS_SHOWN:,} more" if len(channels) > CHANNELS_SHOWN else ""
    return f"Of your channels I can read {named}{more}. Ask there with /summarize."


def limits(own: WorkspaceSettings, left: Sequence[int]) -> str:
    """`left` is as `core.limits` tells it."""
    short, long = left
    return (
        f"You can ask {own.person_per_5_minutes} times in five minutes ({short} left) and {own.person_per_hour} times"
        f" an hour ({long} left). What was asked before is free."
    )


def spent(today: float, cap: float) -> str:
    return f"Spent today: ${today:,.4f} of ${cap:,.2f}. Past that I answer without a model."


def settings(own: WorkspaceSettings) -> list[str]:
    """What an admin sees of them."""
    kept = "for ever" if own.messages_days is None else f"for {own.messages_days:,} days"
    return [
        f"Models: {own.small_model}, and {own.large_model} where it matters. Messages are kept {kept}.",
        f"Answers are in {own.language or 'the language of whoever asks'}. :{own.reaction}: asks for a summary.",
        f"High-stakes channels: {', '.join(own.high_stakes_channels) or 'none'}.",
    ]
