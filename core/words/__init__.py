"""What people type to ask for a summary: "last 50", "since monday in German", "from @ana about pricing".

wish     what can be asked for        reading    words -> wish             clauses  the words of each
times    days and spans -> a window   languages  names of languages
"""

from core.words.reading import read
from core.words.wish import AT_MOST, InChannel, MessageAt, Named, Reference, Wish, window

__all__ = ["AT_MOST", "InChannel", "MessageAt", "Named", "Reference", "Wish", "read", "window"]
