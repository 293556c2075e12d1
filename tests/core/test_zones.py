"""Names of time zones as people and platforms give them."""

import pytest

from core import zones


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Atlantis", "../etc/passwd", "a\0b", "Europe/Berlin "])
def test_what_names_no_time_zone_is_none_and_breaks_nothing(name: str) -> None:
    assert zones.named(name) is None


def test_a_time_zone_is_known_by_its_name() -> None:
    assert str(zones.named("Europe/Berlin")) == "Europe/Berlin"
