"""How Teams names reactions: to bots by an emoji's code and name, in Graph by the character; six have words.

https://learn.microsoft.com/microsoftteams/platform/teams-sdk/in-depth-guides/message-reactions,
https://learn.microsoft.com/graph/api/resources/chatmessagereaction
"""

import re
import unicodedata

_CODED = re.compile(r"([0-9a-f]{4,6}(?:-[0-9a-f]{4,6})*)_([a-z0-9_]+)")
_VARIANTS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")  # how it is drawn, skin tones


def name(reaction: str) -> str:
    """One name for both: that of the character, as in "memo", else what Teams calls it."""
    if coded := _CODED.fullmatch(reaction):
        reaction = "".join(chr(int(code, 16)) for code in coded[1].split("-") if int(code, 16) < 0x110000)
    shown = _VARIANTS.sub("", reaction)
    if len(shown) == 1 and not shown.isascii():
        return unicodedata.name(shown, shown).lower().replace(" ", "_").replace("-", "_")
    return shown.lower()


def means(reaction: str, wanted: str) -> bool:
    """Whether it is the emoji that a workspace has chosen, which may be given by its name or as the character."""
    return name(reaction) == name(wanted.strip(":"))
