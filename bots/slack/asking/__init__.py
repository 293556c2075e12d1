"""What people in Slack ask of Recap, and how they are answered.

desk        what all of it works with              pressing         buttons under an answer
commands    commands, the message shortcut         home             App Home and the workspace's settings
calling     reactions, mentions, direct messages   questions        words and places -> a question
whispering  answers only the asker sees            direct           answers streamed in direct messages
shown       an answer as its reader sees it        carried          what a button remembers
lists       action items, decisions, in words      item_pressing    buttons of action items
digests     set up, listed, previewed              digest_pressing  their buttons and form
preferring  who gets which messages                unsent           items that could not be sent before
failing     what is said when it goes wrong
"""

from slack_bolt.app.async_app import AsyncApp

from bots.slack.asking import calling, commands, digest_pressing, failing, home, item_pressing, preferring, pressing
from bots.slack.asking.desk import Desk

__all__ = ["Desk", "register"]


def register(app: AsyncApp, desk: Desk) -> None:
    """Adds the handlers. Each acknowledges at once, and goes on for as long as its answer takes."""
    for part in (commands, calling, pressing, item_pressing, digest_pressing, preferring, home, failing):
        part.register(app, desk)
