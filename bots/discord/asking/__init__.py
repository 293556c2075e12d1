"""What people in Discord ask of Recap, and how they are answered.

desk       what all of it works with             pressing       buttons under an answer
commands   /summarize and the message's menu     surfaces       where an answer is shown as it comes
options    what was chosen and typed there       giving         an answer from its first line to its buttons
calling    reactions, mentions, direct messages  direct         in direct messages, or a button instead
questions  wishes and places -> a question       late           answers that a restart cut off
lists      /todos and /decisions                 carried        what a button stands for
listed     what these show, or in words          item_pressing  buttons under action items
digests    /digest                               digest_acts    what it does, or words do
settings   /recap settings                       aside          commands answered with a list
knowing    time zones, servers of people         withdrawing    answers that give way to another
"""

from bots.discord.app import Client
from bots.discord.asking import calling, commands, digests, item_pressing, late, lists, pressing, settings
from bots.discord.asking.desk import Desk

__all__ = ["Desk", "register"]


def register(client: Client, desk: Desk) -> None:
    """Adds the handlers. Each acknowledges at once, and goes on for as long as its answer takes."""
    for part in (calling, commands, lists, digests, settings, item_pressing, late, pressing):
        part.register(client, desk)
