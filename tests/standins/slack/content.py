"""The text and blocks of a message that the app sends, as Slack checks them."""

from dataclasses import dataclass
from typing import Any

from tests.standins.slack.blocks import complaints, too_long
from tests.standins.slack.state import Json
from tests.standins.slack.web.method import Refused

TEXT_MAX_CHARS = 40_000  # https://docs.slack.dev/changelog/2018-truncating-really-long-messages
UPDATED_TEXT_MAX_CHARS = 4_000  # chat.update's msg_too_long
MARKDOWN_TEXT_MAX_CHARS = 12_000


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    blocks: list[Json]
    metadata: Json | None = None


def content(arguments: Json, text_max: int = TEXT_MAX_CHARS) -> Content:
    """What the arguments say; raises Refused with Slack's word for what is wrong."""
    text, markdown, blocks = arguments.get("text"), arguments.get("markdown_text"), checked(arguments.get("blocks"))
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if not (text or markdown or blocks):
        raise Refused("no_text")
    for value, most in ((text, text_max), (markdown, MARKDOWN_TEXT_MAX_CHARS)):
        if value is not None and (not isinstance(value, str) or len(value) > most):
            raise Refused("msg_too_long")
    return Content(markdown or text or "", blocks, _metadata(arguments.get("metadata")))


def checked(blocks: Any) -> list[Json]:
    """The blocks, where they are good ones."""
    if blocks in (None, ""):
        return []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    if wrong := complaints(blocks):
        raise Refused("invalid_blocks", wrong, errors=wrong)
    if too_long(blocks):
        raise Refused("msg_blocks_too_long")
    return [{"block_id": f"b{n}"} | block for n, block in enumerate(blocks)]


def _metadata(metadata: Any) -> Json | None:
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    return metadata
