"""Where an answer can be shown, and where it cannot."""

READY = "An answer was asked for here and cannot be sent in private: press the button, and only you see it."
BY_COMMAND = "I cannot send you direct messages: /todos, /decisions and /digest answer you alone, here."
LATE = "This answer took longer than I may answer there: here it is."
WHICH_SERVER = "You are in several servers with me: paste a link to a message, so that I know which one you mean."
TOO_OLD = "What was asked here is not kept any more: ask again."
ONLY_HERE = "An answer for everybody can only be about the channel that it stands in: ask there, or for you alone."
NO_THREAD_HERE = "This is no thread: ask in one, or give a link to one of its messages."
NO_CONTENT = """\
Messages come to me without their text: Message Content Intent is off. What works all the same: the menu of a message,
mentions and direct messages. An admin switches it on at discord.com/developers, page Bot."""
NO_LINK = "That is no link to a message here: use Copy Message Link."
