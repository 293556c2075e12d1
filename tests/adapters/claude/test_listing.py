"""What a server lists of its models."""

from typing import Any

import pytest

from adapters.claude.model import Claude
from core.errors import ModelError, OperatorError
from core.ports import Listed, Server
from tests.adapters.claude.calls import KEY
from tests.adapters.claude.scripted import ScriptedServer, found, refusal


def page(*models: dict[str, Any], more: bool = False) -> dict[str, Any]:
    return {"data": models, "has_more": more, "first_id": models[0]["id"], "last_id": models[-1]["id"]}


async def test_all_pages_are_read_with_what_the_server_says_of_each_model() -> None:
    known = {"id": "small", "type": "model", "retires_at": "2027-01-15T00:00:00Z", "max_input_tokens": 200_000}
    bare = {"id": "local"}
    async with ScriptedServer(found(page(known, more=True)), found(page(bare))) as server, Claude() as claude:
        listed = await claude.models.list(Server(server.url, (KEY,)))
    assert list(listed) == [Listed("small", "2027-01-15", 200_000), Listed("local")]
    assert "after_id=small" in server.requests[1].line


@pytest.mark.parametrize(("status", "raised"), [(401, OperatorError), (404, OperatorError), (529, ModelError)])
async def test_a_server_that_lists_nothing_is_said_in_one_line(status: int, raised: type[Exception]) -> None:
    async with ScriptedServer(refusal(status)) as server, Claude() as claude:
        with pytest.raises(raised, match=f"HTTP {status}"):
            await claude.models.list(Server(server.url, (KEY,)))


@pytest.mark.parametrize(("said", "type"), [("<html>", "text/html"), ("{", "application/json")])
async def test_what_is_no_list_is_a_failure_of_the_server(said: str, type: str) -> None:
    async with ScriptedServer(found(said, type)) as server, Claude() as claude:
        with pytest.raises(ModelError):
            await claude.models.list(Server(server.url, (KEY,)))
