"""A question of a person, answered: authorized, read, limited, summarized, recorded.

question   what is asked and what is given        reading   the messages that it is about
wished     from somebody's words to the question  packed    a question as a button keeps it
minutes    all of it                              drafting  what a reviewer sees of an answer that failed
ahead      what can wait, at half the price
"""

from core.answering.ahead import Ahead
from core.answering.minutes import Minutes, Tools
from core.answering.question import Given, Question
from core.answering.wished import Where, Wishes

__all__ = ["Ahead", "Given", "Minutes", "Question", "Tools", "Where", "Wishes"]
