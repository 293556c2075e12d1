"""How hard a transcript is to tell briefly: a weighted sum of named features."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.routing.disagreement import disagreement
from core.routing.features import code, interleaving, length, participants
from core.routing.languages import languages
from core.routing.said import Said

# What a model gets wrong most easily weighs most: who was against it in the end, and who spoke to whom.
WEIGHTS = {
    "length": 0.2,
    "participants": 0.15,
    "interleaving": 0.2,
    "code": 0.1,
    "languages": 0.1,
    "disagreement": 0.25,
}


@dataclass(frozen=True, slots=True)
class Feature:
    """`value` and `weight` from 0 to 1; the weights of all features together are 1."""

    name: str
    value: float
    weight: float

    @property
    def contribution(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True)
class Complexity:
    """That of messages of so many tokens, counted once it is asked for: where their size decides, nobody asks.

    `weights` are those of the settings, "disagreement:0.3". Linear in the length of the transcript.
    """

    said: Sequence[Said]
    tokens: int
    weights: Sequence[str] = ()

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """In the order of `WEIGHTS`."""
        values = {
            "length": length(self.tokens),
            "participants": participants(self.said),
            "interleaving": interleaving(self.said),
            "code": code(self.said),
            "languages": languages(self.said),
            "disagreement": disagreement(self.said),
        }
        shares = _shares(self.weights)
        return tuple(Feature(name, values[name], shares[name]) for name in WEIGHTS)

    @property
    def score(self) -> float:
        """From 0 to 1, rounded so that equal ones compare as equal."""
        return round(sum(f.contribution for f in self.features), 6)

    @property
    def foremost(self) -> Feature:
        return max(self.features, key=lambda f: f.contribution)


def _shares(given: Sequence[str]) -> dict[str, float]:
    """The default weights with those given in their places, each as its share of all."""
    weights = WEIGHTS | {name: float(number) for name, _, number in (item.partition(":") for item in given)}
    total = sum(weights.values())
    return {name: weight / total if total else 0.0 for name, weight in weights.items()}
