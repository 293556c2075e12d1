"""Decisions in a database file."""

from core.decisions.kept import from_text, to_text
from core.decisions.recorded import Recorded
from storage.sqlite.records import Kind, SqliteRecords
from storage.sqlite.session import Session

KIND = Kind(2, to_text, from_text)


class SqliteDecisions(SqliteRecords[Recorded]):
    """`Records` of decisions."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, KIND)
