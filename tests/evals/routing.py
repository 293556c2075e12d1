"""What routing makes of conversations that people had: `python -m tests.evals.routing --data DIR`.

DIR holds Ubuntu IRC with reply links (Kummerfeld et al. 2019, CC BY 4.0) as c_irc_train.jsonl, work e-mail threads
(ConvoSumm, CC BY-SA 4.0) as a_summ_email_val.jsonl. Nobody marked high stakes in them: nearly all is everyday matter.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import correlation, mean

from core.models import Message, Person, Transcript
from core.routing import parts, stakes
from core.routing.features import interleaving
from core.routing.said import say
from core.workspace import WorkspaceSettings
from tests.training.irc import Log, logs

BLOCK = 100  # messages of a channel that are taken as a conversation
LONG, GROWTH, STEP = 5_000, 20, 2_700


def main(data: Path) -> None:
    irc = logs(data / "c_irc_train.jsonl")
    said = [[m for m in log.messages if m.id in log.answers] for log in irc]
    blocks = [whole[at : at + BLOCK] for whole in said for at in range(0, len(whole), BLOCK)]
    print(f"high stakes in IRC: {_flagged(blocks)}; in e-mail: {_flagged(list(_emails(data)))}")
    guessed = [interleaving(list(say(whole))) for whole in said]
    marked = [interleaving(list(say(whole, _links(log)))) for whole, log in zip(said, irc, strict=True)]
    print(f"interleaving as guessed and as marked: r = {correlation(guessed, marked):.2f} over {len(irc)} logs")
    grown = _grown([m for log in irc for m in log.messages])
    print(f"{GROWTH} messages more in {LONG}: {mean(grown):.1%} of its tokens asked again, at most {max(grown):.1%}")


def _flagged(conversations: Sequence[Sequence[Message]]) -> str:
    high = sum(stakes(list(say(c))).high for c in conversations)
    return f"{high} of {len(conversations)} ({high / len(conversations):.1%})"


def _emails(data: Path) -> Iterator[list[Message]]:
    with (data / "a_summ_email_val.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)["messages"]
            yield [Message(str(n), Person(m["user"], m["user"]), m["text"]) for n, m in enumerate(found)]


def _links(log: Log) -> Iterator[tuple[str, str]]:
    """Each message and the last that it answers; itself where it opens a conversation."""
    for id, answered in log.answers.items():
        yield id, max((x for x in answered if int(x) < int(id)), key=int, default=id)


def _grown(messages: Sequence[Message]) -> list[float]:
    """For each stretch the share of tokens in parts that new messages changed."""
    numbered = [Message(str(n), m.author, m.text, m.sent_at) for n, m in enumerate(messages)]
    return [_changed(numbered[at : at + LONG + GROWTH]) for at in range(0, len(numbered) - LONG - GROWTH, STEP)][:20]


def _changed(messages: Sequence[Message]) -> float:
    before, after = (parts(Transcript("t", tuple(x)), WorkspaceSettings()) for x in (messages[:-GROWTH], messages))
    kept = {part.ids for part in before}
    return sum(p.tokens for p in after if p.ids not in kept) / sum(p.tokens for p in before)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    main(parser.parse_args().data)
