"""A prefix that was marked costs a tenth for five minutes, and no other does."""

from typing import Any

from tests.standins.claude.asking import request, served, transcript


def asked(text: str, question: str, **fields: Any) -> dict[str, Any]:
    marked = {"type": "text", "text": text, "cache_control": {"type": "ephemeral"}}
    return request(
        "", **{"messages": [{"role": "user", "content": [marked, {"type": "text", "text": question}]}], **fields}
    )


async def figures(client: Any, *args: str, **fields: Any) -> tuple[Any, ...]:
    used = (await client.messages.create(**asked(*args, **fields))).usage
    return used.input_tokens, used.cache_creation_input_tokens, used.cache_read_input_tokens


async def test_a_marked_prefix_is_written_once_and_then_read() -> None:
    text = transcript(200)
    async with served() as (_, client):
        first = await figures(client, text, "What was decided?")
        second = await figures(client, text, "What is still open?")
    assert first[1] > 2_000
    assert second[1:] == (0, first[1])
    assert first[0] < 20 > second[0]


async def test_each_use_renews_it_and_five_minutes_without_one_end_it() -> None:
    now, text = [0.0], transcript(200)
    async with served(clock=lambda: now[0]) as (_, client):
        await figures(client, text, "a")
        for _ in range(3):
            now[0] += 299
            assert (await figures(client, text, "a"))[2] > 0
        now[0] += 301
        assert (await figures(client, text, "a"))[2] == 0


async def test_another_text_model_or_format_is_another_prefix() -> None:
    text = transcript(200)
    others: list[dict[str, Any]] = [
        {"system": "Be brief."},
        {"model": "claude-sonnet-5-5", "thinking": {"type": "between_tools"}},
        {"output_config": {}},
    ]
    async with served() as (_, client):
        await figures(client, text, "a")
        assert (await figures(client, text + " ", "a"))[2] == 0
        for fields in others:
            assert (await figures(client, text, "a", **fields))[2] == 0
        assert (await figures(client, text, "a"))[2] > 0


async def test_what_is_below_the_least_size_is_not_kept_and_nobody_says_so() -> None:
    async with served() as (_, client):
        for _ in range(2):
            assert (await figures(client, "x" * 1_000, "a"))[1:] == (0, 0)


async def test_a_longer_prefix_builds_on_a_shorter_one() -> None:
    def grown(*parts: str) -> dict[str, Any]:
        content = [{"type": "text", "text": x, "cache_control": {"type": "ephemeral"}} for x in parts]
        return request("", messages=[{"role": "user", "content": content}])

    async with served() as (_, client):
        short = (await client.messages.create(**grown(transcript(100)))).usage
        long = (await client.messages.create(**grown(transcript(100), transcript(100, 101)))).usage
    assert long.cache_read_input_tokens == short.cache_creation_input_tokens
    assert long.cache_creation_input_tokens
    assert long.cache_creation_input_tokens > 1_000


async def test_a_server_without_a_cache_reads_over_the_mark() -> None:
    text = transcript(200)
    async with served(lacks=["caching"]) as (_, client):
        for _ in range(2):
            used = await figures(client, text, "a")
            assert used[0] > 2_000
            assert used[1:] == (None, None)
