"""Servers that do not know all of the Messages API are asked for what they know, and it is learned once."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from adapters.claude.model import Claude
from core.errors import OperatorError
from core.ports import Call, Server
from tests.adapters.claude.calls import KEY, PROMPT, SCHEMA, asked, call
from tests.adapters.claude.scripted import ScriptedServer, answer, refusal

STRUCTURED = replace(PROMPT, schema=SCHEMA)
CACHED = replace(PROMPT, schema=SCHEMA, reused=True, question="What?")


def fields(server: ScriptedServer) -> Iterator[set[str]]:
    """Of each request, the fields that not every server has."""
    for request in server.requests:
        yield {name for name in ("output_config", "cache_control", "inference_geo") if name in json.dumps(request.body)}


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize("said", ["output_config: Extra inputs are not permitted", "bad request"])
async def test_a_schema_goes_into_the_system_prompt_where_the_server_has_no_place_for_it(
    status: int, said: str
) -> None:
    async with ScriptedServer(refusal(status, said), answer("{}")) as server, Claude() as claude:
        for _ in range(2):
            assert (await asked(claude, call(server.url), STRUCTURED))[0] == "{}"
    assert list(fields(server)) == [{"output_config"}, set(), set()]
    instructions, _, schema = server.requests[1].body["system"].rpartition("\n")
    assert instructions.startswith("Be brief.\n\nAnswer with one JSON object")
    assert json.loads(schema) == SCHEMA


async def test_only_what_the_server_names_is_left_out() -> None:
    async with ScriptedServer(refusal(400, "unknown field: cache_control"), answer("{}")) as server, Claude() as claude:
        await asked(claude, call(server.url), CACHED)
    assert list(fields(server)) == [{"output_config", "cache_control"}, {"output_config"}]
    assert server.requests[1].body["messages"][0]["content"] == '[1,1,"Hello"]\n\nWhat?'


async def test_fields_are_given_up_one_after_the_other() -> None:
    said = [refusal(400, f"unknown field: {name}") for name in ("cache_control", "output_config")]
    async with ScriptedServer(*said, answer("{}")) as server, Claude() as claude:
        for _ in range(2):
            await asked(claude, call(server.url), CACHED)
    assert list(fields(server)) == [{"output_config", "cache_control"}, {"output_config"}, set(), set()]


async def test_a_request_that_is_wrong_for_another_reason_teaches_nothing() -> None:
    wrong = [refusal(400, "prompt is too long")] * 2
    async with ScriptedServer(*wrong, answer("{}")) as server, Claude() as claude:
        with pytest.raises(OperatorError, match="HTTP 400"):
            await asked(claude, call(server.url), STRUCTURED)
        await asked(claude, call(server.url), STRUCTURED)
    assert list(fields(server)) == [{"output_config"}, set(), {"output_config"}]


def thinking(server: ScriptedServer) -> list[tuple[str, str | None]]:
    """Of each request, its model and how the model is kept from thinking."""
    return [(request.body["model"], request.body.get("thinking", {}).get("type")) for request in server.requests]


async def test_each_model_is_kept_from_thinking_in_the_way_that_it_takes() -> None:
    no = refusal(400, '"thinking.type.disabled" is not supported for this model')
    async with ScriptedServer(no, answer("{}")) as server, Claude() as claude:
        for model in ("large", "large", "small"):
            await asked(claude, call(server.url, model), STRUCTURED)
    assert thinking(server) == [
        ("large", "disabled"),
        ("large", "between_tools"),
        ("large", "between_tools"),
        ("small", "disabled"),
    ]
    assert all(of_request == {"output_config"} for of_request in fields(server))


async def test_a_model_that_thinks_whatever_it_is_told_is_told_nothing() -> None:
    no = refusal(400, "thinking: Extra inputs are not permitted")
    async with ScriptedServer(no, no, answer("{}")) as server, Claude() as claude:
        for _ in range(2):
            await asked(claude, call(server.url))
    assert [way for _, way in thinking(server)] == ["disabled", "between_tools", None, None]


async def test_a_region_is_never_left_out() -> None:
    async with ScriptedServer(refusal(400, "inference_geo: unknown field")) as server, Claude() as claude:
        with pytest.raises(OperatorError):
            await asked(claude, Call(Server(server.url, (KEY,), region="eu"), ("small",), "slack", "T1"), STRUCTURED)
    assert all("inference_geo" in of_request for of_request in fields(server))
