"""Decides about what a model states: delivered, delivered as unconfirmed, or not.

judge     one statement against the messages it names      as_written   the same before anything is restored
dictated  what a message only wants written
people    who says and who does what                         tally        when too many failed
repairing what one more call needs to mend what failed       verifying    what the large model is shown at high stakes
wrong     what is wrong with a statement, in words
"""

from core.checking.judge import Failed, Judge, Passed, Stated
from core.checking.tally import Tally

__all__ = ["Failed", "Judge", "Passed", "Stated", "Tally"]
