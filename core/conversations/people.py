"""Who is meant: "ana: yes", "@Ana Lima", "thanks ana"."""

import re

# What a name in chat is made of; IRC allows brackets, carets and bars.
_NAME = re.compile(r"[\w\[\]\\`^{}|.\-]*[\w\[\]\\`^{}|]")
_ADDRESSED = re.compile(rf"\s*@?({_NAME.pattern})\s*[:,>]")


def alias(name: str) -> str:
    """What a name is recognized by: its first word in small letters, without the marks of a second session."""
    found = _NAME.search(name.lower())
    return (found[0].rstrip("_`^|-") or found[0]) if found else name.lower()


def addressed(text: str) -> str | None:
    """The alias of the person whose name opens the text ("ana: yes", "@ana, yes"); anything in front of a colon."""
    found = _ADDRESSED.match(text)
    return alias(found[1]) if found else None


def mentioned(text: str) -> list[str]:
    """Aliases of everything in the text that may be a name, in order."""
    return [alias(x) for x in _NAME.findall(text)]
