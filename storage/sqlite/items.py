"""Action items in a database file."""

from core.action_items.kept import Kept, from_text, to_text
from storage.sqlite.records import Kind, SqliteRecords
from storage.sqlite.session import Session

KIND = Kind(1, to_text, from_text)


class SqliteItems(SqliteRecords[Kept]):
    """`Records` of action items."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, KIND)
