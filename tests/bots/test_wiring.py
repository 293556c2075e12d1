"""Which implementation stands behind a port is decided by the settings."""

import sys
from pathlib import Path

import pytest

from adapters.embeddings.cohesion import Embedded
from bots.settings import read_settings
from bots.wiring import cohesion
from core.chunks import Lexical
from core.errors import OperatorError
from tests.adapters.embeddings import tiny


def test_topics_are_told_apart_by_words_unless_a_model_is_named(tmp_path: Path) -> None:
    assert isinstance(cohesion(read_settings({})), Lexical)
    named = read_settings({"RECAP_EMBEDDINGS_MODEL": str(tiny.folder(tmp_path / "mini"))})
    assert isinstance(cohesion(named), Embedded)


def test_without_the_extra_the_command_that_adds_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("adapters.embeddings.cohesion", "adapters.embeddings.model"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(OperatorError, match=r"^RECAP_EMBEDDINGS_MODEL needs .* pip install 'recap-minutes\[embed\]'$"):
        cohesion(read_settings({"RECAP_EMBEDDINGS_MODEL": str(tmp_path)}))
