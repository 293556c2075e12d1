"""What tokens cost. The list prices are a default; a workspace's `prices` setting goes before them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core import tokens
from core.errors import RequestError
from core.ports.model import Prompt, Usage

BATCH = 0.5
CACHE_READ = 0.1
CACHE_WRITTEN = 1.25  # kept for five minutes
ABOVE_CLIFF = 5.0
PRICE_MAX = 100_000.0


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens read and written; five times that for a prompt above `cliff` tokens."""

    input: float
    output: float
    cliff: int | None = None


Prices = Mapping[str, Price]

# "Pricing" in the documentation of the Messages API, as of the first release.
LIST: Prices = {
    "claude-haiku-5-5": Price(0.10, 0.50, 100_000),
    "claude-sonnet-5-5": Price(2, 10),
    "claude-opus-5-5": Price(4, 20),
}


def prices_of(items: Iterable[str], list_prices: Prices = LIST) -> Prices:
    """The list prices, and over them each "model:in/out" or "model:in/out/cliff". Errors: `RequestError`."""
    return {**list_prices, **dict(map(_parsed, items))}


def price(model: str, prices: Prices) -> Price:
    """That of the model, or of the longest name that its own begins with: a dated version costs what its model costs.

    A model that nobody knows costs what the dearest costs: better to stop early than to overspend.
    """
    return prices[name] if (name := _named(model, prices)) else dearest(prices)


def dearest(prices: Prices) -> Price:
    """The highest price of each kind of token, with no cliff."""
    return Price(max(p.input for p in prices.values()), max(p.output for p in prices.values()))


def listed(model: str, prices: Prices) -> Prices:
    """Prices as the installation counts them: list prices, whatever a workspace says about them.

    A model of the workspace's own, on no list, costs what the workspace says, but no more than the dearest that is
    listed: so a wrong price in one workspace uses up nothing of what all share.
    """
    if model not in prices or _named(model, LIST):
        return LIST
    own, most = prices[model], dearest(LIST)
    return {**LIST, model: Price(min(own.input, most.input), min(own.output, most.output))}


def cost(usage: Usage, model: str, prices: Prices, batch: bool = False) -> float:
    """US dollars."""
    found = price(model, prices)
    prompt = usage.input + usage.cache_read + usage.cache_written
    read = usage.input + usage.cache_read * CACHE_READ + usage.cache_written * CACHE_WRITTEN
    factor = ABOVE_CLIFF if found.cliff is not None and prompt > found.cliff else 1.0
    return (read * found.input + usage.output * found.output) / 1e6 * factor * (BATCH if batch else 1.0)


def expected(prompt: Prompt, output: int | None = None) -> Usage:
    """What a prompt is going to use at most, or has used where so many tokens came back."""
    read = sum(map(tokens.of_text, (prompt.system, prompt.text, prompt.question)))
    read += tokens.of_text(str(prompt.schema)) if prompt.schema else 0
    written = prompt.max_tokens if output is None else output
    return Usage(output=written, cache_written=read) if prompt.reused else Usage(input=read, output=written)


def _named(model: str, prices: Prices) -> str | None:
    return max((n for n in prices if model == n or model.startswith(f"{n}-")), key=len, default=None)


def _parsed(item: str) -> tuple[str, Price]:
    model, _, given = item.rpartition(":")
    parts = given.split("/")
    try:
        numbers = [float(part) for part in parts[:2]]
        cliff = int(parts[2]) if len(parts) == 3 else None
    except ValueError:
        numbers, cliff = [], None
    right = len(numbers) == 2 and all(math.isfinite(n) and 0 <= n <= PRICE_MAX for n in numbers)
    if not model or not right or len(parts) > 3 or (cliff is not None and cliff < 1):
        raise RequestError(
            f"prices={item}: write MODEL:IN/OUT, dollars for a million tokens up to {PRICE_MAX:,.0f},"
            " and /TOKENS where longer prompts cost five times as much"
        )
    return model, Price(numbers[0], numbers[1], cliff)
