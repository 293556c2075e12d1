"""From the model's text to a message with its usage: thought before, cut at `max_tokens`, refused on command."""

from collections.abc import Mapping
from typing import Any

from tests.standins.claude import tokens
from tests.standins.claude.answers import message, new_id
from tests.standins.claude.failing import Failure
from tests.standins.claude.models import Listed

# The stand-in's own guess at what a short task is thought about; the documentation only says that effort sets it.
THINKING_TOKENS = {"low": 0, "medium": 120, "high": 400, "xhigh": 1_000, "max": 2_000}


def written(
    request: Mapping[str, Any], model: Listed, text: str, usage: Mapping[str, Any], failure: Failure | None
) -> dict[str, Any]:
    """The whole message as the server sends it."""
    thought = min(thinking(request, model), request["max_tokens"])
    room = request["max_tokens"] - thought
    reason, details = "end_turn", None
    if failure and failure.kind in ("refusal", "max_tokens"):
        text, reason = text[: int(len(text) * failure.after)], failure.kind
        details = {"type": "refusal", "category": None, "explanation": None} if reason == "refusal" else None
    if tokens.of_text(text) > room:
        text, reason = tokens.cut(text, room), "max_tokens"
    content: list[dict[str, Any]] = [{"type": "text", "text": text}] if text else []
    if thought:
        content.insert(0, {"type": "thinking", "thinking": "", "signature": new_id("sig")})
    return message(
        text,
        id=new_id("msg"),
        model=request["model"],
        content=content,
        stop_reason=reason,
        stop_details=details,
        usage={
            **usage,
            "output_tokens": tokens.of_text(text) + thought,
            "output_tokens_details": {"thinking_tokens": thought},
            "service_tier": "standard",
            "inference_geo": (request.get("inference_geo") or "global") if model.regions else None,
        },
    )


def thinking(request: Mapping[str, Any], model: Listed) -> int:
    """Tokens thought before the text. Models that think adaptively do so unless they are told not to."""
    asked = (request.get("thinking") or {}).get("type", "adaptive")
    if asked == "enabled" and "enabled" in model.thinking:
        return int(request["thinking"]["budget_tokens"]) // 2
    if asked != "adaptive" or "adaptive" not in model.thinking:
        return 0
    return THINKING_TOKENS[(request.get("output_config") or {}).get("effort") or model.effort or "high"]
