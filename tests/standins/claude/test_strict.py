"""The stand-in takes what the service is documented to take, and nothing besides."""

from typing import Any

import anthropic
import pytest

from tests.standins.claude import schema
from tests.standins.claude.asking import SUMMARY, request, served, transcript
from tests.standins.claude.server import ClaudeServer

OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}


def block(text: str, **mark: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"cache_control": {"type": "ephemeral", **mark}} if mark else {})}


def user(*content: Any) -> list[dict[str, Any]]:
    return [{"role": "user", "content": list(content)}]


@pytest.mark.parametrize(
    "fields",
    [
        {"temperature": 1},
        {"max_tokens": "many"},
        {"max_tokens": 128_001},
        {"max_tokens": -1},
        {"messages": []},
        {"messages": [{"role": "user"}]},
        {"messages": user(block(" "))},
        {"messages": user({"type": "text", "text": "x", "note": 1})},
        {"messages": [*user(block("x")), {"role": "assistant", "content": "{"}]},
        {"messages": user(*[block("x", ttl="5m")] * 5)},
        {"messages": user(block("x", ttl="5m"), block("y", ttl="1h"))},
        {"messages": user(block("x", ttl="2h"))},
        {"thinking": {"type": "enabled", "budget_tokens": 1_024}},
        {"thinking": {"type": "disabled"}, "model": "claude-sonnet-5-5"},
        {"thinking": {"type": "disabled"}, "model": "claude-opus-5-5"},
        {"inference_geo": "moon"},
        {"inference_geo": "us", "model": "claude-haiku-4-5", "output_config": {}},
        {"workspace_id": "w"},
        {"output_config": {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {}}}}},
    ],
    ids=str,
)
async def test_a_request_outside_the_documentation_is_refused(fields: dict[str, Any]) -> None:
    async with served() as (_, client):
        with pytest.raises(anthropic.BadRequestError):
            await client.messages.create(**request("x"), extra_body=fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"messages": user(block("x", ttl="1h"), block("y", ttl="5m"))},
        {"system": [block("Be brief.", ttl="5m")], "stop_sequences": ["."], "metadata": {"user_id": "u"}},
        {"inference_geo": "us"},
        {"output_config": {"effort": "low"}, "thinking": {"type": "adaptive"}},
        {"thinking": {"type": "between_tools"}, "model": "claude-sonnet-5-5"},
        {"cache_control": {"type": "ephemeral"}},
    ],
    ids=str,
)
async def test_a_request_within_the_documentation_is_taken(fields: dict[str, Any]) -> None:
    async with served() as (_, client):
        await client.messages.create(**{**request("x"), **fields})


@pytest.mark.parametrize("model", ["claude-haiku-9", "claude-sonnet-4-20250514"])
async def test_a_model_that_is_unknown_or_retired_is_not_found(model: str) -> None:
    async with served() as (_, client):
        with pytest.raises(anthropic.NotFoundError):  # not `create`: that warns of retired models by itself
            await client.post("/v1/messages", body=request("x", model=model), cast_to=object)


async def test_a_wrong_key_a_missing_version_and_another_address_are_told_apart() -> None:
    async with served() as (server, client):
        async with anthropic.AsyncAnthropic(api_key="wrong", base_url=server.url) as stranger:
            with pytest.raises(anthropic.AuthenticationError):
                await stranger.messages.create(**request("x"))
        with pytest.raises(anthropic.BadRequestError, match="anthropic-version"):
            await client.messages.create(**request("x"), extra_headers={"anthropic-version": "tomorrow"})
        with pytest.raises(anthropic.NotFoundError):
            await client.post("/v1/complete", body={}, cast_to=object)


async def test_a_request_over_32_megabytes_is_too_large() -> None:
    async with served() as (_, client):
        with pytest.raises(anthropic.ContentTooLargeError):
            await client.messages.create(**request("x" * (32 * 1024**2)))


async def test_a_prompt_beyond_the_context_window_is_too_long() -> None:
    async with served() as (_, client):
        with pytest.raises(anthropic.BadRequestError, match="prompt is too long"):
            await client.messages.create(**request("x" * 4_100_000))


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({"type": "object", "properties": {}}, "additionalProperties"),
        ({"type": "integer", "minimum": 1}, "'minimum' is not supported"),
        ({"type": "string", "maxLength": 9}, "'maxLength' is not supported"),
        ({"type": "string", "format": "color"}, "format 'color'"),
        ({"type": "array", "items": {"type": "string"}, "minItems": 2}, "minItems"),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 2}, "maxItems"),
        ({"oneOf": [{"type": "string"}]}, "oneOf"),
        ({"$ref": "#"}, "not a definition|recursive"),
        ({}, "needs a type"),
    ],
    ids=str,
)
def test_a_schema_that_the_service_cannot_compile_is_named(part: dict[str, Any], complaint: str) -> None:
    whole = {**OBJECT, "properties": {"a": part}}
    assert schema.complaint(OBJECT) is None
    found = schema.complaint(whole)
    assert found
    with pytest.raises(AssertionError, match=complaint):
        raise AssertionError(found)


def test_a_schema_that_contains_itself_is_refused() -> None:
    node = {**OBJECT, "properties": {"next": {"$ref": "#/$defs/node"}}}
    assert "recursive" in str(schema.complaint({"$ref": "#/$defs/node", "$defs": {"node": node}}))


def test_schemas_made_by_the_sdk_are_taken() -> None:
    assert schema.complaint(anthropic.transform_schema(SUMMARY)) is None


async def test_tokens_are_counted_as_usage_counts_them() -> None:
    asked = request(transcript(30), system="Be brief.")
    async with served() as (_, client):
        counted = await client.messages.count_tokens(**{k: v for k, v in asked.items() if k != "max_tokens"})
        used = (await client.messages.create(**asked)).usage
    assert counted.input_tokens == used.input_tokens > 100


async def test_a_chinese_character_counts_as_a_token_and_four_latin_letters_do() -> None:
    counts = []
    async with served() as (_, client):
        for text in ("x" * 4_000, "字" * 1_000):
            asked = {"model": "claude-haiku-5-5", "messages": [{"role": "user", "content": text}]}
            counts.append((await client.messages.count_tokens(**asked)).input_tokens)  # type: ignore[arg-type]
    assert counts[0] == counts[1]


def test_a_misspelled_lack_is_noticed() -> None:
    with pytest.raises(ValueError, match="batch"):
        ClaudeServer(lacks=["batch"])
