"""The tables of the database, as numbered steps. A step that has been released is never changed; new ones follow."""

import aiosqlite

from storage.sqlite.migrations import (
    administration,
    answers,
    digests,
    findings,
    hearing,
    installations,
    messages,
    money,
    submissions,
)

MIGRATIONS = tuple(
    step.STEP
    for step in (messages, administration, findings, money, answers, hearing, installations, submissions, digests)
)
VERSION = len(MIGRATIONS)
APPLICATION_ID = 0x52656361  # "Reca" in the file's header: tells our databases from others


async def migrate(connection: aiosqlite.Connection) -> None:
    """Bring the tables to `VERSION`, all steps or none."""
    if await schema_version(connection) == VERSION:
        return
    await connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have migrated while this one waited for the lock.
        for step in MIGRATIONS[await schema_version(connection) :]:
            for statement in step:
                await connection.execute(statement)
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        await connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        await connection.rollback()
        raise
    await connection.commit()


async def schema_version(connection: aiosqlite.Connection) -> int:
    [(version,)] = await connection.execute_fetchall("PRAGMA user_version")
    return int(version)
