"""How many wrong statements reach a reader, computed from how many planted ones were caught."""

from collections.abc import Mapping


def wrong_of_1000(errs: float, delivered: Mapping[str, float], withheld: float) -> float:
    """Wrong ones of 1,000 delivered statements, by Bayes.

    `errs` is the share of a model's statements that are wrong (0.02), `delivered` the share of each kind of error
    that passes as fact, all kinds as likely as each other; `withheld` the share of true statements that do not pass.
    """
    missed = sum(delivered.values()) / len(delivered)
    wrong, true = errs * missed, (1 - errs) * (1 - withheld)
    return 1_000 * wrong / (wrong + true)
