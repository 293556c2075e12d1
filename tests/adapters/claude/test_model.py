"""What leaves for the Messages API through the real SDK, and what comes back."""

import logging
from dataclasses import replace

import pytest

from adapters.claude.model import Claude
from core.errors import OperatorError
from core.ports import Call, Ended, Prompt, Server, Usage
from tests.adapters.claude.calls import KEY, PROMPT, SCHEMA, asked, call
from tests.adapters.claude.scripted import BLOCK, START, STOP, Script, ScriptedServer, answer, end, text


async def test_a_prompt_goes_out_as_one_streamed_request_and_its_pieces_come_back_one_by_one() -> None:
    async with ScriptedServer(answer("Hel", "lo.")) as server, Claude() as claude:
        pieces = [piece async for piece in claude.ask(PROMPT, call(server.url))]
    assert pieces == ["Hel", "lo.", Ended("complete", "small", Usage(100, 7, 40))]
    [request] = server.requests
    assert request.body == {
        "model": "small",
        "max_tokens": 50,
        "system": "Be brief.",
        "messages": [{"role": "user", "content": '[1,1,"Hello"]'}],
        "thinking": {"type": "disabled"},
        "stream": True,
    }


async def test_the_question_follows_the_messages_and_the_schema_travels_as_structured_output() -> None:
    prompt = replace(PROMPT, question="What was decided?", schema=SCHEMA)
    async with ScriptedServer(answer("{}")) as server, Claude() as claude:
        await asked(claude, call(server.url), prompt)
    body = server.requests[0].body
    assert body["messages"][0]["content"] == '[1,1,"Hello"]\n\nWhat was decided?'
    assert body["output_config"] == {"format": {"type": "json_schema", "schema": SCHEMA}}


async def test_what_is_asked_about_again_is_kept_up_to_the_question() -> None:
    prompt = replace(PROMPT, question="What was decided?", reused=True)
    async with ScriptedServer(answer("{}")) as server, Claude() as claude:
        await asked(claude, call(server.url), prompt)
    assert server.requests[0].body["messages"][0]["content"] == [
        {"type": "text", "text": '[1,1,"Hello"]', "cache_control": {"type": "ephemeral"}},
        {"type": "text", "text": "What was decided?"},
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("end_turn", "complete"),
        ("stop_sequence", "complete"),
        ("max_tokens", "length"),
        ("model_context_window_exceeded", "length"),
        ("refusal", "refused"),
    ],
)
async def test_why_an_answer_ends_is_told(said: str, reason: str) -> None:
    async with ScriptedServer(Script([START, BLOCK, text("Hello"), end(said), STOP])) as server, Claude() as claude:
        assert (await asked(claude, call(server.url)))[1].reason == reason


async def test_a_refusal_without_a_word_is_told_with_what_it_cost() -> None:
    async with ScriptedServer(Script([START, end("refusal", 3), STOP])) as server, Claude() as claude:
        assert await asked(claude, call(server.url)) == ("", Ended("refused", "small", Usage(100, 3, 40)))


@pytest.mark.parametrize(
    ("auth", "sent", "left_out"),
    [("x-api-key", ("x-api-key", KEY), "authorization"), ("bearer", ("authorization", f"Bearer {KEY}"), "x-api-key")],
)
async def test_key_version_and_region_go_out_as_the_server_wants_them(
    auth: str, sent: tuple[str, str], left_out: str
) -> None:
    async with ScriptedServer(answer("Hello")) as server, Claude() as claude:
        where = Server(server.url, (KEY,), "bearer" if auth == "bearer" else "x-api-key", "2023-06-01", "eu")
        await asked(claude, Call(where, ("small",), "slack", "T1"))
    [request] = server.requests
    assert request.headers[sent[0]] == sent[1]
    assert left_out not in request.headers
    assert (request.headers["anthropic-version"], request.body["inference_geo"]) == ("2023-06-01", "eu")


async def test_a_server_without_keys_is_sent_none() -> None:
    async with ScriptedServer(answer("Hello")) as server, Claude() as claude:
        assert (await asked(claude, call(server.url, keys=())))[0] == "Hello"
    assert {"authorization", "x-api-key"} & set(server.requests[0].headers) == set()


async def test_variables_of_the_machine_redirect_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = "http://127.0.0.1:9"
    monkeypatch.setenv("ANTHROPIC_BASE_URL", nowhere)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "another")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "another")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Api-Key: another\nX-Other: another\nanthropic-version: another")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, nowhere)
    async with ScriptedServer(answer("Hello.")) as server, Claude() as claude:
        assert (await asked(claude, call(server.url)))[0] == "Hello."
    assert "another" not in str(server.requests[0])


async def test_nothing_tells_the_server_of_the_machine_that_asks() -> None:
    async with ScriptedServer(answer("Hello.")) as server, Claude() as claude:
        await asked(claude, call(server.url))
    assert [name for name in server.requests[0].headers if "stainless" in name] == []


async def test_the_next_prompt_takes_the_connection_of_the_last() -> None:
    async with ScriptedServer(answer("Hello.")) as server, Claude() as claude:
        for _ in range(3):
            await asked(claude, call(server.url))
    assert (len(server.requests), server.connections) == (3, 1)


async def test_no_log_holds_what_people_wrote(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    prompt = Prompt("Be brief.", "a planted mark", 50)
    async with ScriptedServer(answer("a planted answer")) as server, Claude() as claude:
        await asked(claude, call(server.url), prompt)
    assert "HTTP" in caplog.text, "the SDK's logs were not looked at"
    assert "planted" not in caplog.text


async def test_a_call_that_names_no_model_is_the_admins_to_mend() -> None:
    async with Claude() as claude:
        with pytest.raises(OperatorError, match="no model"):
            await asked(claude, Call(Server("http://127.0.0.1:9", (KEY,)), (), "slack", "T1"))
