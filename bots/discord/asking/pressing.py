"""Buttons under an answer. Whoever presses one is asked for their right to read again."""

from contextlib import suppress

from adapters.discord import buttons, item_view
from adapters.discord.asker import of_interaction
from adapters.discord.buttons import Token
from adapters.discord.errors import explained
from adapters.discord.posting import Place, put
from adapters.discord.render import footer
from bots.discord.app import Client
from bots.discord.asking import item_pressing
from bots.discord.asking.aside import Talk
from bots.discord.asking.carried import Carried, carried, fresh
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give, named, shown
from bots.discord.asking.surfaces import Whispered
from bots.discord.asking.withdrawing import withdrawn
from bots.failing import sentence
from core import replies
from core.answering import Question
from core.answering.question import shorter
from core.errors import RecapError
from core.ports import Post


def register(client: Client, desk: Desk) -> None:
    async def pressed(talk: Talk, action: str, token: Token) -> None:
        with client.under_way.busy():
            try:
                await _pressed(desk, talk, action, token)
            except Exception as error:
                await _say(talk, sentence(error))

    client.pressed = pressed
    client.add_dynamic_items(buttons.Press)


async def _pressed(desk: Desk, talk: Talk, action: str, token: Token) -> None:
    """Acknowledged first, each in its own way."""
    if action == buttons.STOP:
        await _stop(desk, talk, token)
    elif action == buttons.DOWN:
        await _down(desk, talk, token)
    elif action in item_view.LABELS:
        await item_pressing.pressed(desk, talk, action, token)
    elif action in (buttons.REFRESH, buttons.SHORTER):
        await _again(desk, talk, action, token)
    else:
        await talk.response.defer(ephemeral=True, thinking=True)
        surface = Whispered(talk)
        try:
            await _aside(desk, talk, surface, action, token)
        except Exception as error:
            await surface.say(sentence(error))


async def _say(talk: Talk, text: str) -> None:
    """Whether it was acknowledged already or not; nobody is told where Discord takes nothing more."""
    with suppress(RecapError), explained():
        if talk.response.is_done():
            await talk.followup.send(text, ephemeral=True)
        else:
            await talk.response.send_message(text, ephemeral=True)


async def _stop(desk: Desk, talk: Talk, token: Token) -> None:
    if desk.running.stop(token.id):
        await talk.response.defer()
    else:
        await talk.response.send_message(replies.TOO_LATE_TO_STOP, ephemeral=True)


async def _again(desk: Desk, talk: Talk, action: str, token: Token) -> None:
    """A line in the answer's place at once, then the new answer: who may not read it any more does not keep the old."""
    await talk.response.defer()
    surface = Whispered(talk, alone=_alone(talk))
    found = await carried(desk, token, of_interaction(talk).person)
    if found is None:
        await surface.say(replies.TOO_OLD)
        return
    await withdrawn(desk, talk, token, found.before)
    asked = found.question
    await give(desk, surface, shorter(asked) if action == buttons.SHORTER else fresh(asked))


async def _aside(desk: Desk, talk: Talk, surface: Whispered, action: str, token: Token) -> None:
    """What is said beside the answer, to whoever pressed it."""
    found = await carried(desk, token, of_interaction(talk).person)
    if found is None:
        await surface.say(replies.TOO_OLD)
    elif action == buttons.UP:
        known = await desk.minutes.opine("discord", token.server, found.result, "up")
        await surface.say(replies.THANKS if known else replies.TOO_LATE_TO_RATE)
    elif action == buttons.SHOW:
        await give(desk, surface, found.question)
    elif action == buttons.PUBLISH:
        await _publish(desk, surface, found)


async def _down(desk: Desk, talk: Talk, token: Token) -> None:
    async def told(answered: Talk, reason: str | None) -> None:
        await answered.response.defer(ephemeral=True, thinking=True)
        found = await carried(desk, token, of_interaction(answered).person)
        known = found and await desk.minutes.opine("discord", token.server, found.result, "down", reason)
        await Whispered(answered).say(replies.THANKS if known else replies.TOO_LATE_TO_RATE)

    await talk.response.send_modal(buttons.Why(told))


async def _publish(desk: Desk, surface: Whispered, found: Carried) -> None:
    """Into the channel that it rests on, or its thread, and nowhere else: its readers may read the sources."""
    asked = found.question
    given = await desk.minutes.answer(asked)
    channel, summary = await named(desk, asked.channel), given.summary
    if not summary.overview and not any(summary.statements()):
        await surface.say(replies.nothing(channel, summary.coverage))
        return
    pages = shown(asked, given, channel)
    footer(pages[-1], replies.published_by(asked.requester.name))
    place = await _where(desk, asked)
    with explained(desk.clock):
        there = await put(desk.client, Place(place), pages)
    await desk.posts.put(Post(asked.channel, str(there), summary, desk.clock()))
    await surface.say(replies.PUBLISHED)


async def _where(desk: Desk, asked: Question) -> str:
    """The thread, where there is one: a message with nothing under it is called so too."""
    if asked.thread_id:
        with suppress(RecapError):
            found = await desk.places.of(int(asked.channel.workspace), int(asked.thread_id))
            return found.written_in
    return asked.channel.id


def _alone(talk: Talk) -> bool:
    return talk.message is None or talk.message.flags.ephemeral
