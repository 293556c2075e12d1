"""Which implementation stands behind a port is decided by the settings."""

import asyncio
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

from adapters.embeddings.cohesion import Embedded
from adapters.entailment.model import Entailing
from bots.cli.telling import OnStandardError
from bots.settings import read_settings
from bots.wiring import cohesion, entailment, server, stores, summarizer
from core.chunks import Lexical
from core.errors import OperatorError
from core.models import Channel
from core.ports import Cached, Server
from core.workspace import WorkspaceSettings
from storage.redis.cache import RedisCache
from storage.sqlite.cache import SqliteCache
from tests.adapters.embeddings import tiny
from tests.storage import redis_server

GENERAL = Channel("slack", "acme", "C1", "general")


def test_topics_are_told_apart_by_words_unless_a_model_is_named(tmp_path: Path) -> None:
    assert isinstance(cohesion(read_settings({})), Lexical)
    named = read_settings({"RECAP_EMBEDDINGS_MODEL": str(tiny.folder(tmp_path / "mini"))})
    assert isinstance(cohesion(named), Embedded)


def test_support_is_told_by_the_wording_unless_a_model_is_named(tmp_path: Path) -> None:
    assert entailment(read_settings({})) is None
    named = read_settings({"RECAP_ENTAILMENT_MODEL": str(tiny.classifier(tmp_path, 1))})
    assert isinstance(entailment(named), Entailing)


def test_without_the_extra_for_support_the_command_that_adds_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("adapters.entailment.model", "adapters.transformer.session"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(OperatorError, match=r"^RECAP_ENTAILMENT_MODEL needs .* pip install 'recap-minutes\[nli\]'$"):
        entailment(read_settings({"RECAP_ENTAILMENT_MODEL": str(tmp_path)}))


def test_without_the_extra_the_command_that_adds_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("adapters.embeddings.cohesion", "adapters.embeddings.model", "adapters.transformer.session"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(OperatorError, match=r"^RECAP_EMBEDDINGS_MODEL needs .* pip install 'recap-minutes\[embed\]'$"):
        cohesion(read_settings({"RECAP_EMBEDDINGS_MODEL": str(tmp_path)}))


KEYS = {"RECAP_ANTHROPIC_API_KEY": "sk-one,sk-two"}


def test_a_workspace_asks_the_server_of_the_installation_unless_it_has_its_own() -> None:
    settings = read_settings(KEYS)
    assert server(settings, WorkspaceSettings()) == Server("https://api.anthropic.com", ("sk-one", "sk-two"))
    assert server(read_settings({}), WorkspaceSettings()) is None
    own = WorkspaceSettings(model_key="sk-own", model_auth="bearer", model_version="v", model_region="eu")
    assert server(settings, own) == Server("https://api.anthropic.com", ("sk-own",), "bearer", "v", "eu")


def test_the_keys_of_the_installation_never_go_to_the_server_of_a_workspace() -> None:
    elsewhere = server(read_settings(KEYS), WorkspaceSettings(model_url="http://127.0.0.1:8"))
    assert elsewhere == Server("http://127.0.0.1:8", ())


async def test_answers_are_kept_in_the_database_unless_a_redis_server_is_named() -> None:
    async with stores(read_settings({})) as opened:
        assert isinstance(opened.cache, SqliteCache)
    with redis_server.running() as running:
        settings = read_settings({"RECAP_REDIS_URL": running.url})
        async with stores(settings) as opened:
            assert isinstance(opened.cache, RedisCache)
            await opened.cache.put(GENERAL, "asked", Cached("answer", datetime.now(UTC) + timedelta(hours=1)), ["1"])
            assert await opened.cache.get(GENERAL, "asked")
            await opened.messages.delete(GENERAL, "1")
            assert await opened.cache.get(GENERAL, "asked") is None


async def test_what_computes_takes_two_threads_at_most_so_that_the_loop_gets_its_turn() -> None:
    async with (
        stores(read_settings({})) as opened,
        summarizer(read_settings({}), opened, OnStandardError(), offline=True) as made,
    ):
        names = await asyncio.gather(*(made.compute(_working) for _ in range(8)))
    assert 1 <= len(set(names)) <= 2


def _working() -> str:
    sleep(0.02)
    return threading.current_thread().name
