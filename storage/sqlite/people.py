"""Whom an id or a name means: who wrote, who reacted, and who asked for answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import NotFound, RequestError
from core.models import Person
from storage.sqlite import audit
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.reactions import COLUMNS_JOINED, to_reacted
from storage.sqlite.rows import MESSAGE_COLUMNS, author_digest, from_row
from storage.sqlite.session import Session

_AUTHORS = f"""SELECT channels.workspace, channels.id, {MESSAGE_COLUMNS}
    FROM messages JOIN channels ON messages.channel = channels.key
    WHERE arrival IN (SELECT max(arrival) FROM messages WHERE author IS NOT NULL GROUP BY author)"""
_REACTORS = f"""SELECT channels.workspace, channels.id, {COLUMNS_JOINED}
    FROM reactions JOIN channels ON reactions.channel = channels.key WHERE reactions.body IS NOT NULL GROUP BY person"""
_REQUESTERS = "SELECT workspace, key, at, body FROM audit WHERE who IS NOT NULL GROUP BY who"


@dataclass(frozen=True, slots=True)
class Known:
    """A person in one workspace, with the name of their latest message."""

    workspace: Workspace
    person: Person

    @property
    def digest(self) -> bytes:
        return author_digest(self.workspace.data_key, self.person.id)


async def known(session: Session, user: str, workspace: str | None = None) -> Sequence[Known]:
    """The person of this id, in each workspace; if it is nobody's id, the only one of this name, in any case.

    Errors: `NotFound`; `RequestError` where several people have the name.
    """
    keyring = await session.keyring()
    people = await _people(session, {w.key: w for w in (keyring if workspace is None else keyring.named(workspace))})
    if by_id := [k for k in people if k.person.id == user]:
        return by_id
    by_name = [k for k in people if k.person.name.casefold() == user.removeprefix("@").casefold()]
    if not by_name:
        raise NotFound(f"nobody called '{user}'" + (f" in workspace {workspace}" if workspace else ""))
    if len(by_name) > 1:
        ids = ", ".join(f"{k.person.id} (workspace {k.workspace.id})" for k in by_name)
        raise RequestError(f"'{user}' may be {ids}: give the id, and --workspace")
    return by_name


async def _people(session: Session, scope: Mapping[int, Workspace]) -> list[Known]:
    people: dict[tuple[int, str], Known] = {}
    authors, requesters = await session.rows(_AUTHORS), await session.rows(_REQUESTERS)
    reactors = await session.rows(_REACTORS)
    with explained(session.path):
        for key, channel, *row in reactors:
            if place := scope.get(key):
                id = to_reacted(row, place.data_key, channel).person
                people[key, id] = Known(place, Person(id, id))
        for key, *row in requesters:
            if (place := scope.get(key)) and (who := audit.from_row(row, place).who):
                people[key, who.id] = Known(place, who)
        for key, channel, *row in authors:
            if place := scope.get(key):
                author = from_row(row, place.data_key, channel).author
                people[key, author.id] = Known(place, author)
    return list(people.values())
