"""`recap manifest teams`: the app's zip, filled from the settings, to be uploaded in Teams or its admin center."""

import argparse
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bots.settings import Settings, read_settings
from core.errors import OperatorError

FILE = "recap-teams.zip"
ICONS = ("color.png", "outline.png")
ADDRESS = "https://recap.invalid"  # Teams wants pages about the app; without a public address there are none
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same settings make the same zip
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def run(options: argparse.Namespace) -> None:
    settings, file = read_settings(), Path(options.output)
    pieces = packed(settings)
    try:
        with ZipFile(file, "w", ZIP_DEFLATED) as made:
            for name, content in pieces.items():
                made.writestr(ZipInfo(name, _LONG_AGO), content)
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}): name another with --output") from error
    print(f"{file}: upload it in Teams (Apps, Manage your apps, Upload an app) or in the Teams admin center")


def packed(settings: Settings) -> dict[str, bytes]:
    """The files of the zip by their names. Errors: `OperatorError` where there is no app to make it for."""
    app = settings.teams_app_id or ""
    if not _GUID.fullmatch(app):
        raise OperatorError("RECAP_TEAMS_APP_ID is to be set: the Microsoft App ID of your Azure Bot")
    template = (folder() / "manifest.json").read_text(encoding="utf-8")
    address = settings.teams_public_url or ADDRESS
    manifest = template.replace("{{APP_ID}}", app.lower()).replace("{{ADDRESS}}", address)
    return {"manifest.json": manifest.encode(), **{name: (folder() / name).read_bytes() for name in ICONS}}


def folder() -> Path:
    """Beside the packages in a checkout, among them where Recap was installed."""
    inside = Path(__file__).parents[1] / "manifests" / "teams"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "manifests" / "teams"
