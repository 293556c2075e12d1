"""No call to the network of its own, and no text in a log."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
EXAMINED = """
import logging, sys
FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request")
def refuse(event, args):
    if event in FORBIDDEN:
        raise RuntimeError(f"a call to the network: {event}")
sys.addaudithook(refuse)
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
from adapters.presidio.finder import Finder
text = "write to ana@example.co.uk, iban GB00 WRONG 1234 5678 9012 3456, card 4111 1111 1111 1112"
findings = Finder().find(text)
assert [f.type for f in findings] == ["EMAIL_ADDRESS"], findings
"""


def test_the_first_analysis_of_a_process_calls_nobody_and_logs_nothing_of_the_text() -> None:
    command = [sys.executable, "-c", EXAMINED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for word in ("ana@", "example", "WRONG", "4111"):
        assert word not in done.stdout + done.stderr


def test_the_command_line_imports_no_presidio_itself() -> None:
    code = "import sys, bots.cli.redacting; assert not {'presidio_analyzer', 'spacy'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
