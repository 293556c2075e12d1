"""Mentions and one-to-one chats: answered in the asker's chat with Recap, with a note where they asked."""

import re
from collections.abc import AsyncIterator, Iterable

from adapters.teams.asker import Asker, asker
from adapters.teams.posting import Place as Posted
from adapters.teams.posting import put
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from adapters.teams.wire import Json, Place
from adapters.teams.words import pieces
from bots.failing import sentence
from bots.teams.asking import configuring, digests, direct, lists
from bots.teams.asking.desk import Desk
from bots.teams.asking.noting import notes
from bots.teams.asking.places import Asked
from bots.teams.asking.questions import question
from bots.teams.asking.rating import remember
from bots.teams.asking.shown import shown, told
from core import replies
from core.answering import Question
from core.errors import RequestError
from core.ports import Post
from core.words import Command, Reference, command, read, read_decisions, read_digest, read_todos

COMMANDS = ("summarize", "digest", "todos", "decisions", "settings", "help")  # that the manifest may offer
_COMMAND = re.compile(r"\s*(summari[sz]e|summary)\b[\s:,]*", re.IGNORECASE)
_SETTINGS = re.compile(r"\s*settings\b", re.IGNORECASE)
_PUBLICLY = re.compile(
    r"[\s,]*\b(?:and\s+)?(?:publish(?:\s+it)?|publicly|for\s+every(?:body|one))[\s.!]*$", re.IGNORECASE
)


async def called(desk: Desk, activity: Json, at: Place) -> None:
    """One message to Recap, answered in its own time: whoever wrote it gets a sentence, whatever happens."""
    asked, speaking = Asked(asker(activity), at), desk.speaking(at)
    try:
        name, words = command(pieces(activity))
        if name or (settings := _settings(words)) is not None:
            said = _listed(desk, asked, name, words) if name else _configured(desk, asked, settings or [])
            await _tell(speaking, asked, said)
        else:
            await _summarize(desk, speaking, asked, words, activity["id"])
    except Exception as error:
        await _note(speaking, at, sentence(error))


async def greeted(desk: Desk, activity: Json, at: Place) -> None:
    """Whoever takes Recap for themselves is told what it does."""
    await _note(desk.speaking(at), at, replies.HELP)


async def _summarize(desk: Desk, speaking: Speaking, asked: Asked, words: list[str | Reference], message: str) -> None:
    said, publicly = _asked(words)
    at, who = asked.at, asked.who
    wish = read(said, desk.clock().astimezone(who.zone))
    if wish.help:
        await _note(speaking, at, replies.HELP)
        return
    meant = await question(desk, asked, wish, message)
    if publicly:
        await publish(desk, speaking, at, meant, who)
    elif at.kind == "personal":
        into = await direct.opened(desk, speaking, at.conversation, meant, who.zone)
        await direct.answer(desk, speaking, into, meant, who.zone, await notes(desk, meant))
    else:
        await in_private(desk, speaking, at, meant, who)


async def _listed(desk: Desk, asked: Asked, name: Command, words: list[str | Reference]) -> AsyncIterator[Said]:
    match name:
        case "todos":
            for said in await lists.todos(desk, asked, read_todos(words)):
                yield said
        case "decisions":
            for said in await lists.decisions(desk, asked, read_decisions(words)):
                yield said
        case "digest":
            async for said in digests.answer(desk, asked, read_digest(words)):
                yield said


async def _configured(desk: Desk, asked: Asked, words: list[str | Reference]) -> AsyncIterator[Said]:
    yield await configuring.answer(desk, asked, words)


async def _tell(speaking: Speaking, asked: Asked, said: AsyncIterator[Said]) -> None:
    """In the asker's chat, with a note where they asked. Errors: those of what is said, `Unreachable`."""
    at, chat = asked.at, ""
    async for it in said:
        if not chat and at.kind != "personal":
            chat = await speaking.direct(asked.who.teams_id)
            await speaking.post(chat, it)
            await _note(speaking, at, replies.POINTER_TO_CHAT)
        else:
            await speaking.post(chat or at.conversation, it)


async def in_private(desk: Desk, speaking: Speaking, at: Place, meant: Question, who: Asker) -> None:
    """In the asker's chat. Errors: `Unreachable` where Recap may not write to them, which says how to allow it."""
    chat = await speaking.direct(who.teams_id)
    into = await direct.opened(desk, speaking, chat, meant, who.zone)
    await _note(speaking, at, replies.POINTER_TO_CHAT)
    await direct.answer(desk, speaking, into, meant, who.zone, await notes(desk, meant))


async def publish(desk: Desk, speaking: Speaking, at: Place, meant: Question, who: Asker) -> None:
    """Where it was asked, if it is about what is said there: all who read it may read that."""
    if meant.channel.id != at.conversation or not at.workspace:
        raise RequestError("I publish only what is about this channel: ask there")
    given = await desk.minutes.answer(meant)
    by, more = replies.published_by(who.person.name), await notes(desk, meant)
    answer = await shown(desk, meant, given, who.zone, [by, *more])
    if answer.empty:  # nobody published anything
        answer = await shown(desk, meant, given, who.zone, more)
    there = await put(speaking, Posted(at.conversation, at.thread), answer.said)
    if not answer.empty:
        await remember(desk, at.conversation, there.messages, meant, given.id)
        kept = there._replace(notes=(by, *more))
        await desk.posts.put(Post(meant.channel, str(kept), given.summary, desk.clock()))


def _settings(words: list[str | Reference]) -> list[str | Reference] | None:
    """What comes after the command; None where it is another."""
    first = next((n for n, piece in enumerate(words) if isinstance(piece, str) and piece.strip()), None)
    found = _SETTINGS.match(str(words[first])) if first is not None else None
    return [str(words[first or 0])[found.end() :], *words[(first or 0) + 1 :]] if found else None


def _asked(said: Iterable[str | Reference]) -> tuple[list[str | Reference], bool]:
    """Without the command that is meant anyway, and whether everybody is to read the answer."""
    given = list(said)
    first = next((n for n, piece in enumerate(given) if isinstance(piece, str) and piece.strip()), None)
    if first is not None:
        given[first] = _COMMAND.sub("", str(given[first]), count=1)
    last = next((n for n in range(len(given) - 1, -1, -1) if isinstance(given[n], str) and str(given[n]).strip()), None)
    if last is None:
        return given, False
    given[last], publicly = _PUBLICLY.subn("", str(given[last]))
    return given, bool(publicly)


async def _note(speaking: Speaking, at: Place, text: str) -> None:
    await speaking.post(at.conversation, told(text), at.thread if at.kind == "channel" else None)
