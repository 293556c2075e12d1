"""The stand-in is as strict as the service."""

import anthropic
import pytest

from tests.standins.claude.server import KEY, ClaudeServer


async def test_the_stand_in_takes_nothing_that_the_sdk_could_not_have_sent() -> None:
    async with ClaudeServer() as server, anthropic.AsyncAnthropic(api_key=KEY, base_url=server.url) as client:
        for extra in ({"temperature": 1}, {"messages": [{"role": "user"}]}, {"max_tokens": "many"}):
            with pytest.raises(anthropic.BadRequestError):
                await client.messages.create(
                    model="small", max_tokens=1, messages=[{"role": "user", "content": "x"}], extra_body=extra
                )
