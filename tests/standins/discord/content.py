"""What a message may hold. https://docs.discord.com/developers/resources/message#create-message"""

from dataclasses import dataclass, field
from typing import Any

from tests.standins.discord import components, embeds, mentions
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.state import COMPONENTS_V2, EPHEMERAL, Json

CONTENT_MAX_CHARS = 2000
NONCE_MAX_CHARS = 25
FIELDS = "content tts embeds allowed_mentions components attachments flags poll"
SENDING_FIELDS = f"{FIELDS} nonce enforce_nonce message_reference sticker_ids shared_client_theme"
SETTABLE_FLAGS = 1 << 2 | 1 << 12 | COMPONENTS_V2  # suppress embeds and notifications


@dataclass(slots=True)
class Content:
    text: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    allowed: Json | None = None


def content(form: Form, body: Json, files: list[Json], ephemeral: bool = False, v2: bool = False) -> Content:
    """The content of a body; refuses what is wrong or empty. `v2` is how a message that is edited was sent."""
    flags = _flags(form, body.get("flags"), EPHEMERAL if ephemeral else 0)
    v2 = v2 or bool(flags & COMPONENTS_V2)
    given = Content(
        form.text(("content",), body.get("content"), CONTENT_MAX_CHARS),
        embeds.checked(form, body.get("embeds")),
        components.checked(form, body.get("components"), v2),
        files,
        flags,
        mentions.checked(form, body.get("allowed_mentions")),
    )
    if v2 and (given.text or given.embeds):
        said = "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        form.wrong(("content",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)
    _nonce(form, body)
    form.refuse()
    return given


def filled(given: Content) -> Content:
    """The same, where there is anything in it."""
    if not (given.text.strip() or given.embeds or given.components or given.attachments):
        raise Refused(400, 50006)
    return given


def _flags(form: Form, value: Any, more: int) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value & ~(SETTABLE_FLAGS | more):
        form.wrong(("flags",), "FLAGS_TYPE_INVALID", "These flags cannot be set here.")
        return 0
    return value


def _nonce(form: Form, body: Json) -> None:
    nonce = body.get("nonce")
    if nonce is None:
        return
    if isinstance(nonce, bool) or not isinstance(nonce, str | int) or len(str(nonce)) > NONCE_MAX_CHARS:
        form.wrong(("nonce",), "NONCE_TYPE_TOO_LONG", f"Must be {NONCE_MAX_CHARS} or fewer in length.")
