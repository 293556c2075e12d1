"""A broken export is refused in one line that names the file and the place."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.exports import files
from core.errors import InputError
from tests.adapters.made import (
    Json,
    archive,
    discord_file,
    folder,
    posted,
    read,
    said,
    slack_files,
    teams_folder,
    wrote,
)

DAY = "general/2026-03-02"


def refusal(path: Path) -> str:
    """The line that a person sees, without the folder of the test."""
    with pytest.raises(InputError) as failure:
        read(path)
    line = str(failure.value)
    assert "\n" not in line
    return line.replace(str(path.parent) + "/", "")


def day(tmp_path: Path, content: str | bytes) -> Path:
    return archive(tmp_path / "x.zip", {**slack_files({}), f"{DAY}.json": content})


def test_cut_json_in_a_zip(tmp_path: Path) -> None:
    whole = json.dumps([said("1.0"), said("2.0")])
    assert refusal(day(tmp_path, whole[:-20])) == f"x.zip, {DAY}.json, line 1, column 125: the file is cut off here"


def test_cut_json_in_a_folder_and_in_a_single_file(tmp_path: Path) -> None:
    path = teams_folder(tmp_path / "teams export", [posted("101")])
    file = path / "users" / "usersList.json"
    file.write_text(file.read_text()[:10])
    assert refusal(path) == "teams export/users/usersList.json, line 1, column 11: the file is cut off here"
    single = discord_file(tmp_path / "x.json", [wrote("101")])
    single.write_text(single.read_text()[:300])
    assert refusal(single) == "x.json, line 17, column 45: the file is cut off here"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding(tmp_path: Path, encoding: str) -> None:
    assert "not UTF-8 text" in refusal(
        day(tmp_path, json.dumps([said("1.0", "café")], ensure_ascii=False).encode(encoding))
    )


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(day(tmp_path, "")) == f"x.zip, {DAY}.json: the file is empty"
    for name in ("0.zip", "0.json", "0.jsonl"):
        (tmp_path / name).touch()
        assert refusal(tmp_path / name) == f"{name}: the file is empty"


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    for name in ("big.zip", "big.json", "big.jsonl"):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, 2 << 30)
        assert refusal(tmp_path / name) == (
            f"{name}: 2.0 GiB is more than the 1 GiB that Recap reads in one file; export it in parts"
        )
    (tmp_path / "big.zip").rename(folder(tmp_path / "in", slack_files({DAY: [said("1.0")]})) / "general" / "big.json")
    assert refusal(tmp_path / "in").startswith("in/general/big.json: 2.0 GiB is more than")


def test_a_large_file_that_is_not_read_is_no_hindrance(tmp_path: Path) -> None:
    path = folder(tmp_path / "export", slack_files({DAY: [said("1.0")]}) | {"attachments/film.mp4": ""})
    os.truncate(path / "attachments" / "film.mp4", 2 << 30)
    assert len(read(path)[0]) == 1


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = day(tmp_path, b"[" + b" " * 20_000_000 + b"]")
    assert path.stat().st_size < 100_000
    assert refusal(path).startswith(f"x.zip, {DAY}.json: unpacks from ")


def test_a_member_that_is_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    path = day(tmp_path, json.dumps([said("1.0", "x" * 500)]))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as raw:
        size = raw.getinfo(f"{DAY}.json").file_size
    place = data.rfind(size.to_bytes(4, "little"))
    data[place : place + 4] = (50).to_bytes(4, "little")
    path.write_bytes(data)
    assert refusal(path).startswith(f"x.zip, {DAY}.json: damaged in the archive (")


def test_more_than_fits_all_together_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "EXPORT_MAX_BYTES", 100)
    assert refusal(day(tmp_path, json.dumps([said("1.0")]))).startswith("x.zip: more than")


@pytest.mark.parametrize(
    "name", ["../evil.json", "general/../../evil.json", "/etc/evil.json", "..\\evil.json", "C:\\evil.json"]
)
def test_a_path_that_climbs_out_of_the_archive(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "x.zip", {**slack_files({DAY: [said("1.0")]}), name: "[]"})
    assert refusal(path) == f"x.zip, {name}: a path that climbs out of the archive"


def test_a_name_made_to_fool_the_terminal_is_told_in_one_plain_line(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {**slack_files({DAY: [said("1.0")]}), "../a\n\x1b[31mb.json": "[]"})
    assert refusal(path) == "x.zip, ../a??[31mb.json: a path that climbs out of the archive"


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("[]")
    path = folder(tmp_path / "export", slack_files({DAY: [said("1.0")]}))
    (path / "general" / "2026-03-03.json").symlink_to(tmp_path / "secret.json")
    assert refusal(path) == "export/general/2026-03-03.json: a link that leads out of the export"


def test_half_a_zip(tmp_path: Path) -> None:
    path = day(tmp_path, json.dumps([said("1.0")]))
    path.write_bytes(path.read_bytes()[:-30])
    assert refusal(path).startswith("x.zip: not a whole zip archive (")


def test_a_damaged_zip_names_the_member(tmp_path: Path) -> None:
    path = day(tmp_path, json.dumps([said(f"{i}.0", os.urandom(20).hex()) for i in range(50)]))
    data = bytearray(path.read_bytes())
    start = data.find(DAY.encode()) + 200
    data[start : start + 50] = bytes(50)
    path.write_bytes(data)
    assert refusal(path).startswith(f"x.zip, {DAY}.json")


def test_a_locked_zip(tmp_path: Path) -> None:
    path = day(tmp_path, json.dumps([said("1.0")]))
    data = path.read_bytes()
    data = data.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"))
    assert "cannot be unpacked" in refusal(path)


@pytest.mark.parametrize(
    "event",
    [
        "text",
        5,
        None,
        {"ts": 5},
        {"ts": "x"},
        {"ts": "1.0", "text": ["a"]},
        {"ts": "1.0", "reactions": [{}]},
        {"ts": "1e99"},
    ],
)
def test_what_is_no_message_is_refused_with_its_place(tmp_path: Path, event: object) -> None:
    line = refusal(day(tmp_path, json.dumps([said("1.0"), event])))
    assert line == f"x.zip, {DAY}.json, message 2: not as Slack writes them"


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing.zip") == "missing.zip: no such file or folder"
    assert refusal(folder(tmp_path / "empty", {"readme.txt": "hi"})).startswith(
        "empty: no Slack, Discord or Teams export"
    )
    assert refusal(folder(tmp_path / "d", {"x.json": '{"guild": 1, "messages": []}'})).startswith(
        "d/x.json: names no guild"
    )
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert refusal(tmp_path / "photo.png") == "photo.png, line 1: not UTF-8 text"


def test_a_broken_row_of_json_lines_is_refused_with_its_line(tmp_path: Path) -> None:
    row: Json = {"id": "a", "messages": [{"id": "1", "author": "Ana", "text": "Hi."}]}
    for broken, place in [
        ('{"id": "b"', "line 2: not JSON"),
        ('{"id": "b"}', "line 2: field 'messages' is missing"),
        ('{"id": "b", "messages": [{"id": "1", "author": "Ana"}]}', "line 2, message 1: field 'text' is missing"),
        (json.dumps({**row, "channel": 5}), "line 2: field 'channel' is of the wrong type"),
        (
            json.dumps({"id": "b", "messages": [{**row["messages"][0], "reactions": [1]}]}),
            "line 2, message 1: reactions",
        ),
        (
            json.dumps({"id": "b", "messages": [{**row["messages"][0], "sent_at": "soon"}]}),
            "line 2, message 1: sent_at",
        ),
    ]:
        (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n" + broken)
        assert refusal(tmp_path / "x.jsonl").startswith(f"x.jsonl, {place}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
MAKERS: list[tuple[Json, Callable[[Path, list[Json]], Path]]] = [
    (said("1.5", files=[{"name": "a"}], edited={"ts": "2.0"}), lambda p, m: folder(p, slack_files({DAY: m}))),
    (wrote("101"), lambda p, m: discord_file(p / "x.json", m)),
    (posted("101", Mentions=[{"Id": 0}], Attachments=[{"Id": "1"}]), teams_folder),
]


@pytest.mark.parametrize(("event", "make"), MAKERS, ids=["slack", "discord", "teams"])
def test_any_field_of_any_type_is_read_or_refused(
    event: Json, make: Callable[[Path, list[Json]], Path], tmp_path: Path
) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
    @given(st.dictionaries(st.sampled_from(sorted(event)), JSON, min_size=1, max_size=3))
    def changed(fields: Json) -> None:
        path = make(tmp_path, [event | fields])
        try:
            messages, tally = read(path)
        except InputError as error:
            assert ", message 1: " in str(error)  # noqa: PT017 - both outcomes are right
        else:
            assert len(messages) + tally.skipped.total() == 1
            assert all(isinstance(text, str) for _, m in messages for text in (m.id, m.text, m.author.name, *m.files))

    changed()


def test_any_field_of_the_rosters_is_read_or_refused(tmp_path: Path) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
    @given(
        st.sampled_from(["users", "channels", "dms"]),
        st.dictionaries(st.sampled_from(["id", "name", "profile", "team_id", "topic", "is_bot"]), JSON, max_size=3),
    )
    def changed(roster: str, fields: Json) -> None:
        path = folder(tmp_path, slack_files({DAY: [said("1.0")]}, **{"dms": [], roster: [{"id": "X"} | fields]}))
        try:
            messages, _ = read(path)
        except InputError as error:
            assert f"/{roster}.json: not as Slack writes it" in str(error)  # noqa: PT017 - both outcomes are right
        else:
            assert len(messages) == 1

    changed()
