"""A permalink leads to one message of one channel."""

import pytest

from adapters.permalinks import Place, parse
from core.errors import RequestError


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://acme.slack.com/archives/C024BE91L/p1714996800000100", Place("C024BE91L", "1714996800.000100")),
        (
            "https://acme.slack.com/archives/C024BE91L/p1714996800000100?thread_ts=1714990000.000000&cid=C024BE91L",
            Place("C024BE91L", "1714996800.000100"),
        ),
        ("https://discord.com/channels/81384788765712384/381870553235193857/1003", Place("381870553235193857", "1003")),
        ("https://discord.com/channels/@me/381870553235193857/1003/", Place("381870553235193857", "1003")),
        (
            "https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1714996800000?tenantId=t&parentMessageId=1",
            Place("19:abc@thread.tacv2", "1714996800000"),
        ),
    ],
)
def test_the_links_of_each_platform_are_understood(link: str, place: Place) -> None:
    assert parse(link) == place


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/1",
        "https://acme.slack.com/archives/C1",
        "https://[bad",
        "x://",
        "https://discord.com/channels/1/2",
    ],
)
def test_any_other_link_is_refused_in_one_line(link: str) -> None:
    with pytest.raises(RequestError, match="is not a permalink to a message in Slack, Discord or Teams"):
        parse(link)
