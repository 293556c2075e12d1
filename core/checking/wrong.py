"""What is wrong with a statement, in words: for the model that mends it, and for whoever reviews it."""

_WORDS = {
    "id": "there is no message {}",
    "number": "the sources do not give the number {}",
    "date": "the sources do not give the date {}",
    "name": "the sources do not name {}",
    "link": "the sources do not hold the link {}",
    "placeholder": "the sources do not hold {}",
    "owner": "by the sources it does not fall to {}",
    "speaker": "by the sources it was not {} who said or does it",
    "polarity": "the sources say the contrary: {}",
    "personal": "it holds what is personal or secret and was never sent: {}",
    "order": "it does what a message orders, or speaks of the summary itself: {}",
}


def words(kind: str, what: str) -> str:
    """Of a `core.grounding.checks.Failure`; `what` as its reader may see it."""
    return _WORDS[kind].format(what)
