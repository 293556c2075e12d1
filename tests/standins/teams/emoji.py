"""How Teams names reactions.

To bots: like, heart, laugh, surprised, sad, angry, or an emoji's code and name, such as 1f4cc_pushpin
(https://learn.microsoft.com/microsoftteams/platform/teams-sdk/in-depth-guides/message-reactions). In Graph: those six
words, or the character itself (https://learn.microsoft.com/graph/api/resources/chatmessagereaction).
"""

import re
import unicodedata

WORDS = frozenset({"like", "heart", "laugh", "surprised", "sad", "angry"})
_CODED = re.compile(r"[0-9a-f]{4,6}(-[0-9a-f]{4,6})*_[a-z0-9]+")


def type_of(reaction: str) -> str:
    """The name that a bot is told, from that name or from the emoji itself."""
    if reaction in WORDS or _CODED.fullmatch(reaction):
        return reaction
    shown = [character for character in reaction if character != "\ufe0f"]
    names = [unicodedata.name(character, "") for character in shown]
    if not shown or not all(names) or any(character.isalnum() for character in shown):
        raise ValueError(f"{reaction} is neither an emoji nor one of {', '.join(sorted(WORDS))}")
    return "-".join(f"{ord(c):04x}" for c in shown) + "_" + re.sub("[^a-z0-9]", "", names[0].lower())


def shown_in_graph(type: str) -> tuple[str, str]:
    """The reactionType and the displayName."""
    if type in WORDS:
        return type, type.title()
    codes, _, name = type.partition("_")
    return "".join(chr(int(code, 16)) for code in codes.split("-")), name.title()
