"""Learning to pick one of several candidates: a net with one hidden layer, trained by softmax over the candidates."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass
class Questions:
    """Each question is a run of candidates, each candidate a set of names; `right` marks the candidates to pick."""

    names: dict[str, int] = field(default_factory=dict)
    ids: "array[int]" = field(default_factory=lambda: array("i"))
    ends: list[int] = field(default_factory=lambda: [0])  # of each candidate in `ids`
    right: list[bool] = field(default_factory=list)
    questions: list[int] = field(default_factory=lambda: [0])  # where each question ends in `right`

    def candidate(self, names: Iterable[str], right: bool) -> None:
        self.ids.extend(self.names.setdefault(name, len(self.names)) for name in names)
        self.ends.append(len(self.ids))
        self.right.append(right)

    def end(self) -> None:
        """Ends a question; one without a right candidate teaches nothing and is dropped."""
        start = self.questions[-1]
        if any(self.right[start:]):
            self.questions.append(len(self.right))
        else:
            del self.right[start:], self.ends[start + 1 :], self.ids[self.ends[start] :]

    def matrix(self) -> csr_matrix:
        ones = np.ones(len(self.ids), np.float32)
        shape = (len(self.right), len(self.names))
        return csr_matrix((ones, np.frombuffer(self.ids, np.int32), np.array(self.ends)), shape=shape)


@dataclass
class Net:
    rows: Floats  # names x hidden
    bias: Floats
    out: Floats

    @property
    def parts(self) -> tuple[Floats, Floats, Floats]:
        return self.rows, self.bias, self.out


@dataclass(frozen=True)
class Plan:
    hidden: int = 64
    epochs: int = 6
    batch: int = 64  # questions
    rate: float = 2e-3
    decay: float = 1e-4
    dropout: float = 0.3
    seed: int = 1


def train(questions: Questions, plan: Plan = Plan()) -> Net:
    """Adam with a falling rate on the log probability of the right candidates."""
    random = np.random.default_rng(plan.seed)
    net = Net(
        random.normal(0, 0.15, (len(questions.names), plan.hidden)).astype(np.float32),
        np.zeros(plan.hidden, np.float32),
        random.normal(0, plan.hidden**-0.5, plan.hidden).astype(np.float32),
    )
    means, squares = ([np.zeros_like(p) for p in net.parts] for _ in range(2))
    batches = list(_batches(questions, plan, random))
    matrix, right = questions.matrix(), np.array(questions.right)
    for step, (rows, sizes) in enumerate(batches, 1):
        gradients = _gradients(net, matrix[rows], right[rows], sizes, plan.dropout, random)
        rate = plan.rate * (1 - step / len(batches)) + 1e-5
        for part, gradient, mean, square in zip(net.parts, gradients, means, squares, strict=True):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            part -= rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step) * mean / (np.sqrt(square) + 1e-8)
            part -= rate * plan.decay * part
    return net


def _batches(questions: Questions, plan: Plan, random: np.random.Generator) -> Iterator[tuple[Ints, Ints]]:
    """Rows of the candidates of some questions, and how many candidates each has."""
    ends = np.array(questions.questions)
    for _ in range(plan.epochs):
        order = random.permutation(len(ends) - 1)
        for start in range(0, len(order), plan.batch):
            some = order[start : start + plan.batch]
            yield np.concatenate([np.arange(ends[q], ends[q + 1]) for q in some]), ends[some + 1] - ends[some]


def _gradients(
    net: Net, matrix: csr_matrix, right: NDArray[np.bool_], sizes: Ints, dropout: float, random: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    kept = (random.random((len(right), len(net.bias)), np.float32) > dropout) / np.float32(1 - dropout)
    hidden = np.maximum(matrix @ net.rows + net.bias, 0) * kept
    error = _error(hidden @ net.out, right, sizes)
    back = error[:, None] * net.out * (hidden > 0) * kept
    return matrix.T @ back, back.sum(0), hidden.T @ error


def _error(scores: Floats, right: NDArray[np.bool_], sizes: Ints) -> Floats:
    """Probability of each candidate less that of the right ones among themselves, a mean over questions."""
    starts = np.cumsum(sizes) - sizes
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    of_right = powers * right
    wanted = of_right / np.repeat(np.add.reduceat(of_right, starts) + 1e-9, sizes)
    given = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
    error: Floats = ((given - wanted) / len(sizes)).astype(np.float32)
    return error
