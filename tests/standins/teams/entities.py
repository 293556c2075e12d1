"""Entities of a message: mentions, the AI label, citations, sensitivity.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content and
…/conversations/channel-and-group-conversations#work-with-mentions
"""

from collections.abc import Iterable

from tests.standins.teams.state import Json

SCHEMA_MESSAGE = "https://schema.org/Message"
CITATIONS_MAX, NAME_MAX_CHARS, ABSTRACT_MAX_CHARS, KEYWORDS_MAX, KEYWORD_MAX_CHARS = 20, 80, 160, 3, 28
ICONS = frozenset(
    {"Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint", "Microsoft OneNote", "Microsoft SharePoint"}
    | {"Microsoft Visio", "Microsoft Loop", "Microsoft Whiteboard", "Source Code", "Sketch", "Adobe Illustrator"}
    | {"Adobe Photoshop", "Adobe InDesign", "Adobe Flash", "Image", "GIF", "Video", "Sound", "ZIP", "Text", "PDF"}
)
_MESSAGE = frozenset({"type", "@type", "@context", "@id", "additionalType", "citation", "usageInfo"})
_CLAIM = frozenset({"@type", "position", "appearance", "claimInterpreter"})
_APPEARANCE = frozenset(
    {"@type", "name", "url", "abstract", "text", "keywords", "encodingFormat", "image", "usageInfo"}
)
_KNOWN = frozenset({"mention", "clientInfo", "streaminfo", "ProductInfo", SCHEMA_MESSAGE})


def entity_errors(entities: list[Json], text: str, people: list[str]) -> list[str]:
    wrong = [f"unknown entity {e.get('type')}" for e in entities if e.get("type") not in _KNOWN]
    roots = [e for e in entities if e.get("type") == SCHEMA_MESSAGE]
    if len(roots) > 1:
        wrong.append("Multiple root message entities found under entities array")
    for root in roots:
        wrong += _root(root, text)
    return wrong + mention_errors([e for e in entities if e.get("type") == "mention"], text, people)


def mention_errors(mentions: list[Json], text: str, people: list[str]) -> list[str]:
    """Every `<at>` of the text needs its entity, every entity its text, and whom it mentions is in the conversation."""
    wrong: list[str] = []
    rest = text
    for mention in mentions:
        shown, who = str(mention.get("text")), (mention.get("mentioned") or {}).get("id")
        if not (shown.startswith("<at>") and shown.endswith("</at>")) or shown not in rest:
            wrong.append(f"the mention {shown} is not in the text")
        rest = rest.replace(shown, "", 1)
        if who not in people:
            wrong.append(f"the mentioned {who} is not in the conversation")
    return wrong + (["an <at> of the text has no entity"] if "<at>" in rest else [])


def _root(root: Json, text: str) -> list[str]:
    wrong = _unknown("the message entity", root, _MESSAGE)
    if root.get("@type") != "Message" or root.get("@context") != "https://schema.org":
        wrong.append("Error parsing message entity from entities array")
    if root.get("additionalType") not in (None, [], ["AIGeneratedContent"]):
        wrong.append("additionalType is AIGeneratedContent")
    claims = root.get("citation") or []
    if len(claims) > CITATIONS_MAX:
        wrong.append("Bot message with more than 20 citations")
    positions = [claim.get("position") for claim in claims]
    if len(set(positions)) < len(positions):
        wrong.append("two citations have one position")
    for claim in claims:
        wrong += [
            f"Error while parsing citation entity with ID: {claim.get('position')}: {e}" for e in _claim(claim, text)
        ]
    return wrong + _usage(root.get("usageInfo"))


def _claim(claim: Json, text: str) -> list[str]:
    wrong = _unknown("a claim", claim, _CLAIM)
    position, seen = claim.get("position"), claim.get("appearance")
    if claim.get("@type") != "Claim":
        wrong.append("@type is Claim")
    if not isinstance(position, int) or isinstance(position, bool) or f"[{position}]" not in text:
        wrong.append("its position is not in the text")
    if not seen:
        return [*wrong, "The appearance object is empty"]
    return wrong + _appearance(seen)


def _appearance(seen: Json) -> list[str]:
    wrong = _unknown("appearance", seen, _APPEARANCE)
    if seen.get("@type") != "DigitalDocument":
        wrong.append("@type is DigitalDocument")
    wrong += _long("name", seen.get("name"), NAME_MAX_CHARS, needed=True)
    wrong += _long("abstract", seen.get("abstract"), ABSTRACT_MAX_CHARS)
    keywords = seen.get("keywords") or []
    if len(keywords) > KEYWORDS_MAX or any(len(word) > KEYWORD_MAX_CHARS for word in keywords):
        wrong.append("three keywords at most, of 28 characters")
    if seen.get("url") is not None and not str(seen["url"]).startswith(("https://", "http://")):
        wrong.append("url is no address")
    image = seen.get("image")
    if image is not None and (image.get("@type") != "ImageObject" or image.get("name") not in ICONS):
        wrong.append("image is an ImageObject with one of the documented names")
    card = "application/vnd.microsoft.card.adaptive"
    if (seen.get("text") is None) != (seen.get("encodingFormat") is None) or seen.get("encodingFormat") not in (
        None,
        card,
    ):
        wrong.append("text is a card, and encodingFormat says so")
    return wrong + _usage(seen.get("usageInfo"))


def _usage(usage: Json | None) -> list[str]:
    if usage is None:
        return []
    return (
        []
        if usage.get("@type") == "CreativeWork" and usage.get("name")
        else ["usageInfo is a CreativeWork with a name"]
    )


def _long(name: str, value: str | None, most: int, needed: bool = False) -> list[str]:
    if not value:
        return [f"{name} is needed"] if needed else []
    return [f"{name} is longer than {most}"] if len(value) > most else []


def _unknown(what: str, given: Json, known: Iterable[str]) -> list[str]:
    return [f"{what} has no {name}" for name in sorted(given.keys() - set(known))]
