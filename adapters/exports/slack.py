"""Slack's export: users.json, channels.json and a folder a channel with one file a day.

https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from adapters.exports.export import Export
from adapters.exports.files import Files, json_of, scan
from adapters.slack import events, wire
from adapters.slack.markup import plain
from adapters.text import readable
from core.errors import InputError
from core.models import Channel, Message, Person

_DAY = re.compile(r"(?P<channel>[^/]+)/\d{4}-\d\d-\d\d\.json")
_ROSTERS = ("users.json", "org_users.json")  # the second in exports of a whole Enterprise organization
_CHANNEL_LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
# The workspace's own address stands nowhere but in the addresses of its files.
_DAYS_SCANNED = 25  # for one of these, in days spread over the export: looking at all costs as much as unpacking
_FILE_LINK = re.compile(rb'"permalink": ?"(https:\\?/\\?/[a-z0-9.-]+\.slack\.com)\\?/')


def root_of(files: Files) -> str | None:
    """The folder that holds the export ("" or ending in /), None where there is none."""
    for name in sorted(files.sizes, key=lambda n: n.count("/")):
        folder, _, file = name.rpartition("/")
        if "/" not in folder and file in (*_ROSTERS, *_CHANNEL_LISTS):
            return folder and folder + "/"
        if _DAY.fullmatch(name):
            return ""
    return None


class SlackExport(Export):
    platform = "slack"

    def __init__(self, files: Files, workspace: str | None) -> None:
        super().__init__(files, workspace)
        self._root = root_of(files) or ""
        self._people: dict[str, Person] = {}
        self._names: dict[str, str] = {}  # of people
        self._channels: dict[str, str] = {}  # name of each id
        self._ids: dict[str, str] = {}  # id of each name
        self._topics: dict[str, str] = {}
        self._address = ""
        self._reading = ""  # the roster whose entries are being taken

    def messages(self) -> Iterator[tuple[Channel, Message]]:
        self._read_rosters()
        days = [(m["channel"], n) for n in self.files.sizes if (m := _DAY.fullmatch(n.removeprefix(self._root)))]
        self._address = self._find_address([name for _, name in days])
        for folder, names in groupby(sorted(days), key=itemgetter(0)):
            shown = readable(folder)  # a file system may hold any bytes
            id = self._ids.get(folder, shown)
            channel = Channel("slack", self.workspace or self.files.name, id, shown, self._topics.get(id))
            for _, name in names:
                yield from self._day(channel, name)

    def _day(self, channel: Channel, name: str) -> Iterator[tuple[Channel, Message]]:
        with json_of(self.files, name) as stream:
            yield from self.read(name, stream.elements(), lambda _: channel, self._event)

    def _event(self, channel: Channel, event: dict[str, Any]) -> Message | None:
        """The message of an event; None where it was skipped."""
        id = event.get("ts")
        if not id:
            self.tally.skip(channel, repr(event), "no timestamp")
            return None
        thread = event.get("thread_ts") or None
        if thread and not self.tally.known(channel, id):
            self.tally.threads += thread == id
            self.tally.replies += thread != id
        if reason := events.SYSTEM.get(event.get("subtype") or ""):
            self.tally.skip(channel, id, reason)
            return None
        message = wire.message(event, self._people, self._names, self._channels, self._link(channel))
        return message if self.tally.message(channel, message) else None

    def _link(self, channel: Channel) -> str | None:
        return wire.archive(self._address, channel.id) if self._address and channel.id in self._channels else None

    def _read_rosters(self) -> None:
        try:
            self._read_people()
            self._read_channels()
        except (AttributeError, KeyError, TypeError, ValueError):
            where = self.files.where(self._root + self._reading)
            raise InputError(where, "not as Slack writes it") from None

    def _read_people(self) -> None:
        teams: Counter[str] = Counter()
        for user in self._list(*[n for n in _ROSTERS if self._root + n in self.files.sizes][:1]):
            person = wire.person(user)
            self._people[person.id] = person
            self._names[person.id] = person.name
            teams[user.get("team_id") or ""] += 1
            self.tally.users += 1
        del teams[""]
        if teams and not self.workspace:
            self.workspace = teams.most_common(1)[0][0]

    def _read_channels(self) -> None:
        for channel in self._list(*_CHANNEL_LISTS):
            id = channel["id"]
            name = channel.get("name") or id  # direct messages have no name; their folder is the id
            self._channels[id] = readable(name)
            self._ids[name] = id
            if topic := (channel.get("topic") or {}).get("value"):
                self._topics[id] = plain(topic, self._names, self._channels)

    def _list(self, *names: str) -> Iterator[dict[str, Any]]:
        """The objects of those of these files that the export has."""
        for name in names:
            if self._root + name in self.files.sizes:
                self._reading = name
                with json_of(self.files, self._root + name) as stream:
                    yield from stream.elements()

    def _find_address(self, days: list[str]) -> str:
        """https://WORKSPACE.slack.com, as the first links to files say that are found; "" where there are none."""
        spread = days[:: 1 + len(days) // _DAYS_SCANNED]
        links = (link for name in spread for link in scan(self.files, name, _FILE_LINK))
        return next(links, b"").replace(b"\\", b"").decode()
