"""Trains core/weights/conversations.json: `python -m tests.training.threads --data DIR`, about 10 minutes.

DIR holds c_irc_train.jsonl (tests/training/irc.py says where it comes from). The net sees conversations as they were
read so far, so it is trained twice: first on those that people annotated, then on those that it reads itself, in logs
that it has not been trained on.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from core.conversations.candidates import candidates
from core.conversations.features import OPENS, situation, standing
from core.conversations.reading import LOOK_BACK, Reader
from core.conversations.recent import Heard, Recent
from core.conversations.relation import Relations
from core.conversations.said import look
from core.learned.layers import Layers
from tests.training.irc import Log, logs
from tests.training.ranking import Net, Plan, Questions, train
from tests.training.variants import variants

OUT = Path(__file__).parents[2] / "core" / "weights" / "conversations.json"
ABOUT = (
    "Trained on the Ubuntu IRC logs of jkkummerfeld/irc-disentanglement (Kummerfeld et al. 2019), training part, "
    "CC BY 4.0, by tests/training/threads.py"
)
SCALE = 1000  # weights are written as integers of thousandths
Parents = Mapping[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with c_irc_train.jsonl")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    groups = [variants(log) for log in logs(options.data / "c_irc_train.jsonl")]
    options.out.write_text(json.dumps(to_json(*trained(groups))) + "\n", encoding="utf-8")


def trained(groups: Sequence[Sequence[Log]], plan: Plan = Plan()) -> tuple[dict[str, int], Net]:
    """Names and net for groups of logs; those of one group are variants of one log."""
    nets = []
    for half in (0, 1):
        first = asked((log, _annotated(log)) for log in chain(*groups[half::2]))
        nets.append(layers(first.names, train(first, replace(plan, epochs=3))))
    second = asked((log, read(log, nets[1 - i % 2])) for i, group in enumerate(groups) for log in group)
    return second.names, train(second, plan)


def asked(read_logs: Iterator[tuple[Log, Parents]]) -> Questions:
    """The question of each annotated message, with the conversations so far as `Parents` tells them."""
    questions = Questions()
    for log, parents in read_logs:
        recent = Recent(LOOK_BACK)
        for message in log.messages:
            heard = recent.hear(look(message))
            if message.id in log.answers:
                _ask(questions, heard, recent, log.answers[message.id])
            parent = parents[message.id]
            recent.add(heard, parent, recent.topic_of.get(parent, parent))
    return questions


def read(log: Log, net: Layers) -> Parents:
    """Every message's parent, as the net reads it."""
    reader = Reader(net=net)
    return {m.id: reader.read(m).parent for m in log.messages}


def layers(names: Mapping[str, int], net: Net) -> Layers:
    return Layers.from_json(to_json(names, net))


def to_json(names: Mapping[str, int], net: Net) -> dict[str, object]:
    rows, bias, out = (np.rint(part * SCALE).astype(int).tolist() for part in net.parts)
    return {
        "about": ABOUT,
        "scale": SCALE,
        "bias": bias,
        "out": out,
        "rows": {name: rows[i] for name, i in names.items()},
    }


def _ask(questions: Questions, heard: Heard, recent: Recent, parents: frozenset[str]) -> None:
    now, relations = list(situation(heard, recent)), Relations(heard, recent)
    questions.candidate([OPENS, *now], heard.said.id in parents)
    for there in candidates(heard, recent):
        names = (relations.with_message(there), relations.with_author(there.author), relations.with_topic(there.topic))
        questions.candidate(chain(*names, standing(there), now), there.said.id in parents)
    questions.end()


def _annotated(log: Log) -> Parents:
    return {m.id: min(log.answers.get(m.id, {m.id}), key=int) for m in log.messages}


if __name__ == "__main__":
    main()
