"""Links in a text, with and without a scheme. A pattern library's own takes a millisecond a character on `a.a.a.`."""

import re
from collections.abc import Iterator

from core.redaction.spans import Finding

_SCHEME = (
    "https?|ftps?|sftp|ssh|git|svn|bzr|irc|ircs|wss?|smb|nfs|rsync|file|rtsp|rtmp|ldaps?|mms|magnet|slack|discord|"
    "msteams|vscode|git\\+ssh|git\\+https|svn\\+ssh|bzr\\+ssh|xmpp|s3|gs|dav|davs|vnc|rdp|telnet|gopher|apt|dns|about"
)
# Domains that people write without a scheme. Those that are also a file's ending or an English word need a path.
_DOMAINS = (
    "com org net edu gov mil int info biz io dev app ai eu uk de fr es nl be ch at it pl cz sk hu ro bg gr pt se no dk "
    "fi ie ru ua by lt lv ee tr il ir in cn jp kr tw hk sg my th vn id ph au nz ca mx br ar cl pe ve za ng ke eg ma tn "
    "tv cc ly gg xyz online site shop store blog cloud tech wiki page link live news club design space website world "
    "today agency email network digital systems solutions services software media social team tools zone"
)
_WORDS = set("it in at be my no id so is to me us am as do by live page link team tools news space world".split())
_BARE = "|".join(sorted(_DOMAINS.split(), key=len, reverse=True))
_REST = r"[^\s<>\"\0`{}|\\^]*"
_URL = re.compile(
    rf"(?<![\w+.-])(?:{_SCHEME}):(?://)?(?=[^\s<>\"\0`{{}}|\\^.,;:!?)]){_REST}"
    rf"|(?<![\w@.+/-])(?:www\d?\.(?=\w)|(?:[\w-]{{1,63}}\.){{1,8}}(?:{_BARE})(?![\w@-])(?!\.\w)){_REST}",
    re.IGNORECASE,
)
_NEEDS_SLASHES = re.compile(r"[a-z0-9+]+:(?!//)", re.IGNORECASE)
_WITHOUT_SLASHES = ("magnet:?", "xmpp:")
_DOT_IN_WORD = re.compile(r"\w\.[^\W\d]")
_LAST = ".,;:!?'*_~…"
_PAIRS = {")": "(", "]": "["}


def find_urls(text: str) -> Iterator[Finding]:
    """The links of a text in order, without the punctuation of the sentence around them."""
    if not ("://" in text or _DOT_IN_WORD.search(text) or any(start in text for start in _WITHOUT_SLASHES)):
        return
    for match in _URL.finditer(text):
        url = _trimmed(match[0])
        if _is_url(url):
            yield Finding("URL", match.start(), match.start() + len(url), 0.9 if "://" in url else 0.6)


def _is_url(url: str) -> bool:
    if _NEEDS_SLASHES.match(url):
        return url.lower().startswith(_WITHOUT_SLASHES)
    if "://" in url or url.lower().startswith("www"):
        return True
    host, path = re.match(r"([^/?#:]*)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]
    return bool(path) or host.rpartition(".")[2].lower() not in _WORDS


def _trimmed(url: str) -> str:
    while url:
        last = url[-1]
        if last in _LAST or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
