"""A question of a person, answered: authorized, read, limited, summarized, recorded.

question   what is asked and what is given        reading   the messages that it is about
ahead      what can wait, at half the price
minutes    all of it                              drafting  what a reviewer sees of an answer that failed
"""

from core.answering.ahead import Ahead
from core.answering.minutes import Minutes, Tools
from core.answering.question import Given, Question

__all__ = ["Ahead", "Given", "Minutes", "Question", "Tools"]
