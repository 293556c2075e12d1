"""The benchmark of imports at a small size."""

import re

import pytest

from tests.bench import imports


def test_the_benchmark_of_imports_gives_time_ratio_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    imports.run(300, times=1)
    for line, platform in zip(capsys.readouterr().out.splitlines(), ("Slack", "Discord"), strict=True):
        assert re.match(rf"import of 300 {platform} messages: [\d.]+ s, [\d.]+ times .*, peak memory \d+ MB", line)
