"""The benchmarks at a small size."""

import pytest

from tests.bench import splitting, summarizing


def test_the_benchmark_of_summaries_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    summarizing.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "summary of 20 messages",
        "summary of 60 messages",
    ]


def test_the_benchmark_of_splitting_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    splitting.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "splitting of 20 messages",
        "splitting of 60 messages",
    ]
