"""A question of a person, answered: authorized, read, limited, summarized, recorded.

question   what is asked and what is given        reading   the messages that it is about
minutes    all of it                              drafting  what a reviewer sees of an answer that failed
"""

from core.answering.minutes import Minutes, Tools
from core.answering.question import Given, Question

__all__ = ["Given", "Minutes", "Question", "Tools"]
