"""Text recognition of scanned pages, by two programs that many systems have: `pdftoppm` and `tesseract`.

Nothing is sent anywhere; where a program is missing, the message says which.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ..errors import InputError, Where

SECONDS: Final = 120
"""Time for one page; one that takes longer is taken as unreadable."""
DOTS: Final = 300
"""Dots per inch, what text recognition is made for."""
INSTALL: Final = "Install tesseract and pdftoppm (poppler-utils), or give the text of the page."


def can_scan() -> bool:
    """Whether scanned pages of a PDF can be read on this machine."""
    return all(map(shutil.which, ("tesseract", "pdftoppm")))


def read_page(data: bytes, page: int) -> str:
    """The text of one page of a PDF, counted from 1; empty where nothing is recognised or a program fails."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        file.write_bytes(data)
        picture = _run("pdftoppm", "-r", str(DOTS), "-f", str(page), "-l", str(page), "-png", str(file))
        return _run("tesseract", "stdin", "stdout", given=picture).decode("utf-8", "replace") if picture else ""


def read_picture(name: str, data: bytes) -> str:
    """The text of a picture. Raises InputError where it cannot be read here."""
    if not shutil.which("tesseract"):
        raise InputError("this is a picture, and no text recognition is installed.", where=Where(name), remedy=INSTALL)
    text = _run("tesseract", "stdin", "stdout", given=data).decode("utf-8", "replace")
    if not text.strip():
        raise InputError("no text was recognised in this picture.", where=Where(name), remedy="Give its text.")
    return text


def _run(*command: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
