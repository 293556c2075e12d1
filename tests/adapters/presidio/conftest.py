import pytest

from adapters.presidio.finder import Finder


@pytest.fixture(scope="session")
def finder() -> Finder:
    return Finder()
