"""What tokens cost, at list prices and at a workspace's own."""

import pytest

from core.errors import RequestError
from core.ports import Prompt, Usage
from core.prices import LIST, cost, expected, listed, prices_of
from core.workspace import WorkspaceSettings

MILLION = 1_000_000
HAIKU, SONNET, OPUS = "claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"


@pytest.mark.parametrize(
    ("model", "usage", "dollars"),
    [
        (HAIKU, Usage(100_000), 0.01),
        (HAIKU, Usage(output=MILLION), 0.50),
        (SONNET, Usage(MILLION, MILLION), 12.0),
        (OPUS, Usage(MILLION, MILLION), 24.0),
        (SONNET, Usage(cache_read=MILLION), 0.20),
        (SONNET, Usage(cache_written=MILLION), 2.50),
        (f"{HAIKU}-20260301", Usage(100_000), 0.01),
    ],
)
def test_a_call_costs_what_the_price_list_says(model: str, usage: Usage, dollars: float) -> None:
    assert cost(usage, model, LIST) == pytest.approx(dollars)
    assert cost(usage, model, LIST, batch=True) == pytest.approx(dollars / 2)


def test_a_prompt_above_the_cliff_costs_five_times_as_much_cached_tokens_counted() -> None:
    assert cost(Usage(100_000, 1_000), HAIKU, LIST) == pytest.approx(0.0105)
    assert cost(Usage(100_001, 1_000), HAIKU, LIST) == pytest.approx(0.0525, rel=1e-4)
    assert cost(Usage(1, 1_000, cache_read=100_000), HAIKU, LIST) == pytest.approx(0.0075, rel=1e-4)
    assert cost(Usage(200_000), SONNET, LIST) == pytest.approx(0.4)


def test_a_model_that_nobody_knows_costs_what_the_dearest_does() -> None:
    assert cost(Usage(MILLION, MILLION), "surprise-1", LIST) == pytest.approx(24.0)


def test_a_workspace_has_its_own_prices_and_its_own_cliff() -> None:
    settings = WorkspaceSettings().changed([f"prices=llama:0/0,{HAIKU}:0.2/1/1000,eu:haiku:1/2"])
    prices = prices_of(settings.prices)
    assert cost(Usage(MILLION, MILLION), "llama", prices) == 0
    assert cost(Usage(1_000), HAIKU, prices) == pytest.approx(0.0002)
    assert cost(Usage(2_000), HAIKU, prices) == pytest.approx(0.002)
    assert cost(Usage(MILLION), "eu:haiku", prices) == pytest.approx(1)
    assert cost(Usage(MILLION), SONNET, prices) == pytest.approx(2)


@pytest.mark.parametrize(
    "wrong", ["haiku", "haiku:1", "haiku:1/x", "haiku:-1/2", "haiku:nan/1", ":1/2", "h:1/2/0", "h:1e9/1"]
)
def test_a_wrong_price_is_refused_when_it_is_set(wrong: str) -> None:
    with pytest.raises(RequestError, match=r"^prices=.*: write MODEL:IN/OUT, dollars for a million tokens"):
        WorkspaceSettings().changed([f"prices={wrong}"])


def test_the_installation_counts_list_prices_whatever_a_workspace_says() -> None:
    prices = prices_of([f"{HAIKU}:90000/90000", "llama:90000/90000", "own:0/0"])
    used = Usage(MILLION, MILLION)
    assert cost(used, HAIKU, listed(HAIKU, prices)) == pytest.approx(cost(used, HAIKU, LIST))
    assert cost(used, "llama", listed("llama", prices)) == pytest.approx(24.0)
    assert cost(used, "own", listed("own", prices)) == 0


def test_the_estimate_counts_all_of_a_prompt_and_the_longest_answer() -> None:
    prompt = Prompt("s" * 300, "t" * 3_000, 500, question="q" * 30, schema={"type": "object"})
    assert expected(prompt) == Usage(input=100 + 1_000 + 10 + 6, output=500)
    assert expected(prompt, 20).output == 20
    reused = expected(Prompt("", "t" * 3_000, 500, reused=True))
    assert (reused.input, reused.cache_written) == (0, 1_000)
