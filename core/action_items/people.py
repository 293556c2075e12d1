"""Whom a name means: an owner whom a message only names, among those who ever wrote in the workspace."""

from collections.abc import Sequence

from core.models import Person


def known(owner: Person, authors: Sequence[Person]) -> Person:
    """The only one who goes by this name, or by it as a first name; else the owner as it is."""
    name = _key(owner.name)
    if owner.id or not name:
        return owner
    people = [a for a in authors if not a.bot]
    found = [a for a in people if _key(a.name) == name] or [a for a in people if _key(a.name).split(" ")[0] == name]
    return found[0] if len(found) == 1 else owner


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("@").split())
