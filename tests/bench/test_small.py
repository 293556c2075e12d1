"""The benchmarks at a small size."""

import pytest

from tests.bench import summarizing


def test_the_benchmark_of_summaries_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    summarizing.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "summary of 20 messages",
        "summary of 60 messages",
    ]
