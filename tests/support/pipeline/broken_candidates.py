"""Candidates that fail or never end. In a module of their own, which worker processes can import."""

import os
from pathlib import Path
from threading import Event

from mlcore.pipeline.fitting.candidates import Candidate


def refuse(seed: int) -> object:
    raise ValueError("this library is out of order")


def never_end(pid_file: Path, seed: int) -> object:
    pid_file.write_text(f"{os.getpid()}.")
    Event().wait()


BROKEN = Candidate(slug="broken", label="Broken", simplicity=9, make=refuse, space={})
