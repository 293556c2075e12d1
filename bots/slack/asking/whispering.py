"""Answers that the asker alone sees where they are: to commands, shortcuts and buttons, through a response_url."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from adapters.slack import buttons
from adapters.slack.buttons import Json
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking.carried import Carried
from bots.slack.asking.desk import Desk
from bots.slack.asking.shown import shown
from core import replies
from core.answering import Question


async def whisper(
    desk: Desk, workspace: SlackWorkspace, url: str, question: Question, zone: tzinfo, instead: bool = False
) -> None:
    """`instead` of the message whose button was pressed; a command has none to replace, so that one more is shown."""
    speaking = desk.speaking(workspace)
    try:
        given = await desk.minutes.answer(question)
    except Exception as error:
        said = sentence(error)
        await speaking.respond(url, said, [buttons.line(said), buttons.again(Carried(question).packed())], instead)
        return
    answer = await shown(desk, workspace, question, given, zone)
    if not answer.pages:
        await speaking.respond(url, answer.text, instead=instead)
    for number, page in enumerate(answer.pages):
        last = number == len(answer.pages) - 1
        blocks = [*page, row(question, given.id)([])] if last else page
        await speaking.respond(url, answer.text, blocks, instead and number == 0)


def row(question: Question, result: str, thread: str = "") -> "partial[Json]":
    """The buttons under an answer, once it is known which messages go before."""
    return partial(_row, question, result, thread)


def _row(question: Question, result: str, thread: str, before: Sequence[str]) -> Json:
    packed = Carried(question, result, tuple(before), thread).packed()
    return buttons.row(packed, replies.title_of(question.channel))
