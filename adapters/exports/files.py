"""The files of an export: in a folder, in a zip (read where it lies, never unpacked), a single one, or a stream.

Sizes are checked before anything is read, and every failure names the file. Errors: `InputError`.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from adapters.exports.jsonstream import JsonStream
from adapters.text import readable
from core.errors import InputError

FILE_MAX_BYTES = 1 << 30  # exporters split what is larger
EXPORT_MAX_BYTES = 8 << 30  # of all files together, unpacked
RATIO_MAX = 200  # chat shrinks 5 to 30 times; deflate, and so a bomb, reaches 1,032 (https://zlib.net/zlib_tech.html)
RATIO_FREE_BYTES = 1 << 20  # small files may be as repetitive as they like


class Files(Protocol):
    """A set of named files. `read` counts the bytes parsed so far."""

    name: str
    read: int

    @property
    def sizes(self) -> Mapping[str, int | None]:
        """Their names, sorted, with `/` inside; None where nobody knows the size before the end."""
        ...

    def where(self, name: str) -> str:
        """The name of a file as a person would look for it."""
        ...

    def open(self, name: str) -> IO[bytes]: ...


@contextmanager
def opened(files: Files, name: str) -> Iterator[IO[bytes]]:
    """One file of the export for reading; whatever goes wrong inside is told as one line."""
    if files.sizes[name] == 0:
        raise InputError(files.where(name), "the file is empty")
    try:
        with files.open(name) as file:
            yield file
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise InputError(files.where(name), f"damaged in the archive ({error})") from None
    except OSError as error:
        raise InputError(files.where(name), f"cannot be read ({error.strerror or error})") from None


@contextmanager
def json_of(files: Files, name: str, *, whole: bool = True) -> Iterator[JsonStream]:
    """A cursor over one JSON file, whose root value is to be taken whole unless told otherwise."""
    with opened(files, name) as file:

        def read(size: int) -> bytes:
            data = file.read(size)
            files.read += len(data)
            return data

        stream = JsonStream(read, files.where(name))
        yield stream
        if whole:
            stream.end()


def scan(files: Files, name: str, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
    """What a pattern finds in the raw bytes of a file ahead of reading it, some of it twice where blocks meet."""
    longest_match, tail = 512, b""
    with opened(files, name) as file:
        while block := file.read(1 << 20):
            yield from pattern.findall(tail + block)
            tail = block[-longest_match:]


class Folder:
    """All JSON files below a folder, links that lead out of it refused; or the one file given."""

    def __init__(self, path: Path) -> None:
        self._root = path if path.is_dir() else path.parent
        self.name = readable(path.resolve().stem)
        self.read = 0
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*.json") if p.is_file())
        self.sizes: Mapping[str, int] = {p.relative_to(self._root).as_posix(): _file_size(p) for p in found}
        root = self._root.resolve()
        for p in found:
            if p.is_symlink() and not p.resolve().is_relative_to(root):
                raise InputError(p, "a link that leads out of the export")
        _check_total(path, self.sizes)

    def where(self, name: str) -> str:
        return _printable(str(self._root / name))

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


class Zip:
    """All members of a zip archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = readable(path.stem)
        self.read = 0
        if not _file_size(path):
            raise InputError(path, "the file is empty")
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(path, f"not a whole zip archive ({error})") from None
        members = [m for m in self._archive.infolist() if not m.is_dir()]
        self._members = {true_name(m): m for m in sorted(members, key=true_name)}
        self.sizes: Mapping[str, int] = {name: self._checked(name) for name in self._members}
        _check_total(path, self.sizes)

    def where(self, name: str) -> str:
        return _printable(f"{self._path}, {name}")

    def open(self, name: str) -> IO[bytes]:
        # zipfile gives no more than the size declared and then checks the sum, so a size that lies is found too
        try:
            return self._archive.open(self._members[name])
        except (NotImplementedError, RuntimeError) as error:  # an unknown compression; a password
            raise InputError(self.where(name), f"cannot be unpacked ({error})") from None

    def _checked(self, name: str) -> int:
        """The unpacked size of a member."""
        member = self._members[name]
        path = name.replace("\\", "/")
        if ".." in path.split("/") or path.startswith("/") or re.match(r"[A-Za-z]:", path):
            raise InputError(self.where(name), "a path that climbs out of the archive")
        size, packed = member.file_size, member.compress_size
        if size > FILE_MAX_BYTES or (size > RATIO_FREE_BYTES and size > RATIO_MAX * packed):
            raise InputError(self.where(name), f"unpacks from {packed:,} to {size:,} bytes, as no chat export does")
        return size


class Stream:
    """Standard input, read once, as the only file."""

    name = "stdin"

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.read = 0
        self.sizes: Mapping[str, None] = {self.name: None}

    def where(self, name: str) -> str:
        return "standard input"

    def open(self, name: str) -> IO[bytes]:
        return self._file


def true_name(member: zipfile.ZipInfo) -> str:
    """The name of a member. Slack writes UTF-8 without the flag that says so; zipfile then reads code page 437."""
    utf8_flag = 0x800
    if not member.flag_bits & utf8_flag:
        try:
            return member.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass  # another program's code page, or plain cp437
    return member.filename


def _printable(name: str) -> str:
    """A name from an archive as part of one line on a terminal."""
    return name if name.isprintable() else "".join(c if c.isprintable() else "?" for c in name)


def _file_size(path: Path) -> int:
    """The size of a regular file that is not too large."""
    try:
        status = path.stat()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    if not stat.S_ISREG(status.st_mode):
        raise InputError(path, "not a file")
    if status.st_size > FILE_MAX_BYTES:
        gib = status.st_size / (1 << 30)
        raise InputError(path, f"{gib:.1f} GiB is more than the 1 GiB that Recap reads in one file; export it in parts")
    return status.st_size


def _check_total(path: Path, sizes: Mapping[str, int]) -> None:
    if sum(sizes.values()) > EXPORT_MAX_BYTES:
        raise InputError(path, f"more than {EXPORT_MAX_BYTES >> 30} GiB in all; export a part of it")
