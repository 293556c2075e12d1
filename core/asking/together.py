"""What the large model verifies of one answer: read once for all parts that end about the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from core.asking.stream import Stated
from core.checking.verifying import supported

TOGETHER_SECONDS = 0.3  # parts are asked at once, and end about at once
MOST = 60  # statements of one reading: with the messages around each a prompt stays far below the price cliff

Ask = Callable[[Sequence[Stated]], Awaitable[str]]  # the large model's answer, empty where it fails


@dataclass(slots=True)
class _Reading:
    stated: list[Stated] = field(default_factory=list)
    verdicts: "asyncio.Future[list[bool] | None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Together:
    """`seconds` is how long the first part waits for others; 0 where there is one."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds
        self._open: _Reading | None = None

    async def verdicts(self, stated: Sequence[Stated], ask: Ask) -> list[bool] | None:
        """For each statement whether it is supported; None where the model could not be asked.

        The one who comes first asks, for all who come until then.
        """
        joined = self._open
        reading = joined or _Reading()
        at = len(reading.stated)
        reading.stated += stated
        self._open = reading if len(reading.stated) < MOST else None
        if joined is None:
            await self._read(reading, ask)
        found = await asyncio.shield(reading.verdicts)
        return found and found[at : at + len(stated)]

    async def _read(self, reading: _Reading, ask: Ask) -> None:
        try:
            await asyncio.sleep(self._seconds)
            self._close(reading)
            answer = await ask(reading.stated)
            reading.verdicts.set_result(supported(answer, len(reading.stated)) if answer else None)
        finally:
            self._close(reading)
            if not reading.verdicts.done():  # whoever was to ask was stopped: nobody waits for ever
                reading.verdicts.set_result(None)

    def _close(self, reading: _Reading) -> None:
        if self._open is reading:
            self._open = None
