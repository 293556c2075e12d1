"""What the score of claims sees and what it does not, on claims whose document, or whole domain, was held out.

`python -m tests.training.grounding_held_out --data DIR`
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from core.learned.linear import Linear
from tests.training.grounding import Claim, fit, load

_FOLDS = 9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    claims = load(parser.parse_args().data)
    documents = {d: str(i % _FOLDS) for i, d in enumerate(sorted({c.document for c in claims}))}
    for name, part in (("documents", lambda c: documents[c.document]), ("domains", lambda c: c.domain)):
        print(f"Held out: {name}")
        _report(claims, alarms(claims, part))


def alarms(claims: Sequence[Claim], part: Callable[[Claim], str]) -> list[bool]:
    """Whether each claim is taken for wrong by weights fitted to the claims of all other parts."""
    models = {p: Linear(**fit([c for c in claims if part(c) != p])) for p in {part(c) for c in claims}}
    return [c.failed or models[part(c)].score(c.evidence) > 0 for c in claims]


def _report(claims: Sequence[Claim], alarmed: Sequence[bool]) -> None:
    judged = list(zip(claims, alarmed, strict=True))
    for domain in ["", *sorted({c.domain for c in claims})]:
        inside = [(c, a) for c, a in judged if domain in ("", c.domain)]
        false = _share([a for c, a in inside if not c.wrong])
        found = _share([a for c, a in inside if c.wrong])
        print(f"  {domain or 'all'}: false alarms {false:.1f}%, found {found:.1f}% of the wrong ones")
    for kind in sorted({e for c in claims for e in c.edits}):
        of = [(c, a) for c, a in judged if c.wrong and kind in c.edits]
        alone = [a for c, a in of if c.edits == (kind,)]
        found_of = f"found {_share([a for _, a in of]):.1f}% of {len(of)}"
        print(f"  {kind}: {found_of}; where nothing else was edited {_share(alone):.1f}% of {len(alone)}")


def _share(values: Sequence[bool]) -> float:
    return 100 * sum(values) / max(1, len(values))


if __name__ == "__main__":
    main()
