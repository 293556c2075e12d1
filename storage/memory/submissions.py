"""Batches that are being answered, in this process."""

from collections.abc import Sequence

from core.ports.submissions import Submission


class MemorySubmissions:
    """`Submissions`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._submissions: list[Submission] = []

    async def add(self, submission: Submission) -> None:
        self._submissions.append(submission)

    async def list(self, platform: str | None = None, workspace: str | None = None) -> Sequence[Submission]:
        found = [s for s in self._submissions if platform in (None, s.channel.platform)]
        return sorted((s for s in found if workspace in (None, s.channel.workspace)), key=lambda s: s.at)

    async def remove(self, submission: Submission) -> bool:
        before = len(self._submissions)
        self._submissions = [s for s in self._submissions if _id(s) != _id(submission)]
        return len(self._submissions) < before


def _id(submission: Submission) -> tuple[str, str, str]:
    return submission.channel.platform, submission.channel.workspace, submission.batch
