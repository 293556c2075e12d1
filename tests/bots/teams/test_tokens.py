"""Whether an activity comes from Teams: each refusal is 401 or 403, and nothing of it is heard."""

from pathlib import Path

import aiohttp
import pytest

from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import staged
from tests.standins.teams.keys import TokenFault

REFUSED: dict[TokenFault, int] = {
    "no_token": 401,
    "not_a_token": 401,
    "wrong_signature": 401,
    "unknown_key": 401,
    "wrong_audience": 401,
    "wrong_issuer": 401,
    "expired": 401,
    "wrong_service_url": 403,
    "no_service_url": 403,
    "other_endorsement": 403,
    "no_endorsement": 403,
}


@pytest.mark.parametrize(("fault", "status"), REFUSED.items())
async def test_a_token_that_is_wrong_in_one_way_is_refused_and_no_handler_runs(
    tmp_path: Path, fault: TokenFault, status: int
) -> None:
    minutes = Scripted("never said")
    async with staged(tmp_path, minutes) as stage:
        stage.teams.deliveries.goes_wrong(fault)
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        assert stage.teams.deliveries.all[0].status == status
        assert await stage.messages() == []
        assert minutes.asked == []
        assert stage.read(stage.ana) == []


async def test_a_right_token_is_let_in_after_all_these(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted()) as stage:
        for fault in REFUSED:
            stage.teams.deliveries.goes_wrong(fault)
            await stage.says("refused")
        await stage.says("heard")
        assert await stage.texts() == ["heard"]


async def test_while_microsofts_keys_cannot_be_had_it_says_so_and_hears_nothing(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/openid"
    async with staged(tmp_path, Scripted(), teams_openid_url=nowhere) as stage:
        await stage.says("unheard")
        assert stage.teams.deliveries.all[0].status == 503
        assert await stage.messages() == []


async def test_without_an_app_id_only_this_machine_is_let_in(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted(), teams_app_id=None) as stage:
        stage.teams.deliveries.goes_wrong("no_token")
        await stage.says("from here")
        assert await stage.texts() == ["from here"]
        payload = stage.teams.deliveries.all[0].payload
        async with aiohttp.ClientSession() as session:
            url = stage.teams.deliveries.url
            for given, headers in (
                (payload, {"X-Forwarded-For": "203.0.113.9"}),
                (payload | {"serviceUrl": "https://smba.trafficmanager.net/emea/"}, {}),
            ):
                async with session.post(url, json=given | {"id": "1795250905317"}, headers=headers) as got:
                    assert got.status == 403
        assert await stage.texts() == ["from here"]


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'{"type": 1}', b"[" * 50_000])
async def test_what_is_no_activity_is_refused_and_never_a_failure(tmp_path: Path, body: bytes) -> None:
    async with staged(tmp_path, Scripted()) as stage, aiohttp.ClientSession() as session:
        got = await session.post(stage.teams.deliveries.url, data=body)
        assert got.status in (400, 401)
