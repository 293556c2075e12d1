"""`recap check`: one screen of what is set up, what is missing and how to mend it."""

import argparse
import asyncio
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from bots.cli import checking_discord, checking_models, checking_slack, checking_teams
from bots.settings import VARIABLES, Settings, given, read_settings
from bots.wiring import cohesion, entailment, stores
from core import __version__
from core.errors import OperatorError
from core.models import Channel
from core.replies.lines import number
from core.workspace import WorkspaceSettings
from storage.master_key import FoundKey
from storage.sqlite.migrations import VERSION

WORKSPACES_SHOWN = 6


def run(options: argparse.Namespace) -> int:
    """Exit status 0 where Recap can be used, else that of what is in the way."""
    _line("Recap", f"{__version__} on Python {platform.python_version()}")
    try:
        settings = read_settings()
        _line("Settings", _sources())
        for name in given():
            if name not in VARIABLES:
                _line("", _unknown(name))
        topics, support = _topics(settings), _support(settings)
        key, counts, workspaces, drafts = asyncio.run(_stored(settings))
    except OperatorError as error:
        _line("To mend", str(error))
        return error.exit_status
    _line("Database", f"{settings.database}, schema version {VERSION}")
    _line("Key", _key(key))
    for line in _imported(counts):
        _line(*line)
    _line("Topics", topics)
    _line("Support", support)
    for place, state in enumerate(_models(settings, workspaces, options.online)):
        _line("" if place else "Model", state)
    if drafts:
        _line("Review", f"{number(drafts, 'answer')} held back because too much failed: recap review list")
    _line("Slack", checking_slack.state(settings))
    for place, state in enumerate(checking_discord.lines(settings)):
        _line("" if place else "Discord", state)
    for place, state in enumerate(checking_teams.lines(settings)):
        _line("" if place else "Teams", state)
    return 0


def _line(what: str, state: str) -> None:
    print(f"{what:<10}{state}")


def _sources() -> str:
    path = Path(".env").resolve()
    return f"environment, then {path}" if path.exists() else f"environment; there is no {path}"


def _unknown(name: str) -> str:
    close = get_close_matches(name, VARIABLES, n=1)
    return f"{name} is set, but nothing reads it" + (f": did you mean {close[0]}?" if close else "")


def _topics(settings: Settings) -> str:
    """How it is told where a topic shifts; a model is loaded, so that what is wrong with it shows here."""
    cohesion(settings)
    if settings.embeddings_model is None:
        return "told apart by their words; by meaning: RECAP_EMBEDDINGS_MODEL"
    return f"told apart by meaning, with the model in {settings.embeddings_model}"


def _support(settings: Settings) -> str:
    """How it is told how well messages support a statement; a model is loaded here too."""
    entailment(settings)
    if settings.entailment_model is None:
        return "of a statement: by its wording; by an entailment model: RECAP_ENTAILMENT_MODEL"
    return f"of a statement: with the model in {settings.entailment_model}"


def _models(settings: Settings, workspaces: dict[str, WorkspaceSettings], insist: bool) -> Iterator[str]:
    yield from checking_models.lines(settings, workspaces)
    yield from checking_models.online(settings, workspaces, datetime.now(UTC).date(), insist)


async def _stored(settings: Settings) -> tuple[FoundKey, dict[Channel, int], dict[str, WorkspaceSettings], int]:
    """The master key, how many messages each channel has, the settings of each workspace by its name, the drafts."""
    async with stores(settings) as opened:
        counts = {channel: await opened.messages.count(channel) for channel in await opened.messages.channels()}
        known = sorted({(channel.platform, channel.workspace) for channel in counts})
        own = {f"{platform} {id}": await opened.settings.get(platform, id) for platform, id in known}
        return opened.master_key, counts, own, len(await opened.drafts.list())


def _key(found: FoundKey) -> str:
    if found.file is None:
        return f"{found.key.fingerprint}, of RECAP_MASTER_KEY"
    return f"{found.key.fingerprint}, in {found.file}: keep a copy apart from backups, or set RECAP_MASTER_KEY"


def _imported(counts: dict[Channel, int]) -> Iterator[tuple[str, str]]:
    """A line for each workspace, the largest first."""
    if not counts:
        yield "Imported", "nothing yet: recap import PATH, or look at a sample with recap demo"
    workspaces: dict[str, list[int]] = {}
    for channel, count in counts.items():
        workspaces.setdefault(f"{channel.platform} {channel.workspace}", []).append(count)
    ranked = sorted(workspaces.items(), key=lambda item: -sum(item[1]))
    for place, (name, of_channels) in enumerate(ranked[:WORKSPACES_SHOWN]):
        state = f"{name}: channels {len(of_channels):,}, messages {sum(of_channels):,}"
        yield "" if place else "Imported", state
    if len(ranked) > WORKSPACES_SHOWN:
        yield "", f"and {len(ranked) - WORKSPACES_SHOWN:,} more workspaces"
