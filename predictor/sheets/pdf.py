"""A web page as a PDF, by a browser that is already installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from mlcore.pipeline.atomic_file import written_beside

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--disable-background-networking",
    "--no-first-run",
)
PATIENCE = 120  # seconds


class CannotPrint(Exception):
    """No browser, or one that gave no PDF; the message says what to do."""


def print_pdf(html: str, target: Path) -> None:
    """Raises CannotPrint. The page must need nothing from a network."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        needed = f"a PDF needs one of these programs: {', '.join(BROWSERS)}"  # not for readers
        remedy = "Install one, or write a .html file and print it from any browser"  # not for readers
        raise CannotPrint(f"{needed}. {remedy}")
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        _run([browser, *_switches(folder), f"--print-to-pdf={printed}", page.as_uri()], printed)
        with printed.open("rb") as pdf, written_beside(target, "wb") as file:
            shutil.copyfileobj(pdf, file)


def _switches(folder: str) -> list[str]:
    # Chromium refuses to start for root, as in a container, unless its sandbox is off; the page is our own.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [*SWITCHES, *root, f"--user-data-dir={folder}/profile"]


def _run(command: list[str], printed: Path) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotPrint(f"{command[0]} gave no PDF: {error}") from error  # not for readers
    if done.returncode or not printed.is_file():
        raise CannotPrint(f"{command[0]} gave no PDF: {done.stderr.strip()[-300:]}")  # not for readers
