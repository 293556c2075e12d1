"""The settings of a workspace: KEY=VALUE, and one clear line where that is none."""

import pytest

from core.errors import RequestError
from core.workspace import WorkspaceSettings

DEFAULTS = WorkspaceSettings()


def test_messages_are_kept_30_days_by_default() -> None:
    assert (DEFAULTS.messages_days, DEFAULTS.audit_days) == (30, 365)


def test_values_are_read_and_an_empty_one_is_the_default_again() -> None:
    changed = DEFAULTS.changed(["messages_days=7", "audit_days=forever", "opted_out= U1, Ana Lima,U1,"])
    assert changed == WorkspaceSettings(messages_days=7, audit_days=None, opted_out=("U1", "Ana Lima"))
    assert changed.changed(["messages_days=", "audit_days=", "opted_out="]) == DEFAULTS


def test_what_is_listed_can_be_given_back() -> None:
    changed = DEFAULTS.changed(["messages_days=forever", "blocked_channels=hr-*,legal"])
    assert DEFAULTS.changed([f"{key}={text}" for key, text in changed.texts()]) == changed


@pytest.mark.parametrize(
    ("assignment", "line"),
    [
        ("messages_days", "'messages_days' is not KEY=VALUE"),
        ("retention=3", "no setting 'retention': there is messages_days, audit_days, blocked_channels, opted_out"),
        ("messages_days=0", "messages_days=0: give a number of days from 1 to 36500, or forever"),
        ("messages_days=-1", "messages_days=-1: give"),
        ("messages_days=1.5", "messages_days=1.5: give"),
        ("messages_days=99999999999", "messages_days=99999999999: give"),
        ("audit_days=١", "audit_days=١: give"),
        ("complex_from=2", "complex_from=2: give a number from 0 to 1"),
        ("complex_from=nan", "complex_from=nan: give a number"),
        ("part_tokens=1.5", "part_tokens=1.5: give a whole number from 500 to 90000"),
        ("model_auth=basic", "model_auth=basic: give x-api-key or bearer"),
    ],
)
def test_a_bad_key_or_value_is_one_line(assignment: str, line: str) -> None:
    with pytest.raises(RequestError) as caught:
        DEFAULTS.changed(["messages_days=5", assignment])
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


def test_a_key_is_never_shown() -> None:
    changed = DEFAULTS.changed(["model_key=sk-hidden"])
    assert changed.model_key == "sk-hidden"
    assert "sk-hidden" not in f"{changed} {dict(changed.texts())}"
    assert dict(changed.texts())["model_key"] == "(set)"
