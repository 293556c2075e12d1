"""What one workspace wants redacted and left alone, and what looks like personal data in chat but is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.redaction.people import Member
from core.redaction.phones import is_phone
from core.redaction.spans import Finding

# A recognizer reports what it is less sure of for the sake of context words; below this nothing is taken out.
SCORE_MIN = 0.35


@dataclass(frozen=True, slots=True)
class Policy:
    """`deny` is always taken out, whole words in any case; `allow` never, where it is all of a finding."""

    people: tuple[Member, ...] = ()
    deny: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    def with_people(self, people: Sequence[Member]) -> "Policy":
        """With these too, as far as they are not among the people yet."""
        known = {member.id for member in self.people}
        return replace(self, people=(*self.people, *(m for m in people if m.id not in known)))


_VERSION_BEFORE = re.compile(
    r"""
    (?:\bv(?:er(?:sion)?s?)?\.?|\brelease|\bkernel|\bfirmware|\bdriver|\bfirefox|\bchrome|\bbuild
    |\bup(?:grad|dat)\w+\ to|\d:|[a-z][-_/])[\s:=]{0,3}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_VERSION_BEHIND = re.compile(r"[-~+_]\w|\.\d")
_NOBODYS = re.compile(  # this machine, all machines, everybody's name servers
    r"""
    0\.0\.0\.0|127\.0\.|255\.255\.|224\.0\.0\.|239\.255\.255\.250|(?:8\.8\.(?:8\.8|4\.4)|1\.[01]\.[01]\.1|9\.9\.9\.9)\b
    |::1?(?:/\d+)?$|fe80::$|ff0\d::
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IPV6 = re.compile(r"(?:[0-9a-f]{3,4}:|::ffff:).*:?[0-9a-f]|(?:[0-9a-f]{1,4}:){3}", re.IGNORECASE)  # no "std::"
_SERVICE_ADDRESS = re.compile(r"(?:git|hg|svn)@", re.IGNORECASE)


def is_personal(text: str, finding: Finding) -> bool:
    """Whether what a recognizer found in `text` is what it says, in chat about programs and machines."""
    value = text[finding.start : finding.end]
    if finding.score < SCORE_MIN:
        return False
    if finding.type == "IP_ADDRESS":
        return not (_NOBODYS.match(value) or _is_version(text, finding))
    if finding.type == "PHONE_NUMBER":
        return is_phone(text, finding.start, finding.end)
    if finding.type == "MAC_ADDRESS":
        return text[finding.end : finding.end + 1] not in (":", "-")  # a fingerprint is longer
    if finding.type == "EMAIL_ADDRESS":
        return not (_SERVICE_ADDRESS.match(value) and text[finding.end : finding.end + 1] == ":")
    return True


def _is_version(text: str, finding: Finding) -> bool:
    """2.6.8.1 of a kernel. An address has another number before or behind it, or a word that says version."""
    value = text[finding.start : finding.end]
    if ":" in value:
        return not _IPV6.match(value)
    before = text[max(0, finding.start - 24) : finding.start]
    small = all(int(x) < 20 for x in re.findall(r"\d+", value)[:3]) and not value.startswith("10.")
    return small or bool(_VERSION_BEFORE.search(before) or _VERSION_BEHIND.match(text, finding.end))
