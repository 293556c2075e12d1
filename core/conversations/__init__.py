"""Which messages belong together: several conversations run through one busy channel.

conversation  the result: messages and the links that join them
platform      links that the platform itself gives: threads and replies
people        who is meant by "ana:", "@Ana Lima", "thanks ana"
reading       one message after the other: whom does this one answer?
joining       links -> conversations
arriving      the same while messages still arrive, in any order
"""

from core.conversations.arriving import Conversations
from core.conversations.conversation import Conversation, Link
from core.conversations.untangling import untangle

__all__ = ["Conversation", "Conversations", "Link", "untangle"]
