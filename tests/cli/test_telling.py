"""What the command line tells an admin."""

import pytest

from bots.cli.telling import OnStandardError


async def test_the_admin_at_the_command_line_reads_it_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    await OnStandardError().tell("slack", "acme", "Recap: today's budget is spent.\x1b[2J")
    out, err = capsys.readouterr()
    assert (out, err.count("\x1b")) == ("", 0)
    assert err.startswith("slack acme: Recap: today's budget is spent.")
