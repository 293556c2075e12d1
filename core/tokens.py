"""How many tokens a text costs, estimated here: no request waits for the network for it."""

from core.models import Message

BYTES_PER_TOKEN = 3
LINE_TOKENS = 8  # around each message: its number, marks, the end of the line


def of_text(text: str) -> int:
    """UTF-8 bytes / 3, rounded up; empty text is 0.

    Meant never to be below the server's count, which is nearer to 4 bytes a token in English ("Token counting" in the
    documentation of the Messages API). A CJK character has 3 bytes or more and so counts as a token or more. What a
    server reports as used corrects what is reserved (`core.spending.correction`).
    """
    size = len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))
    return -(-size // BYTES_PER_TOKEN)


def of_message(message: Message) -> int:
    """One message as a line of a prompt, with its author's name."""
    return LINE_TOKENS + of_text(message.author.name) + of_text(message.text)
