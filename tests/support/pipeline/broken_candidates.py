"""Candidates that fail or never end. In a module of their own, which worker processes can import."""

import os
import signal
from pathlib import Path
from threading import Event

from sklearn.linear_model import LinearRegression

from mlcore.pipeline.fitting.candidates import Candidate


def refuse(seed: int) -> object:
    raise ValueError("this library is out of order")


def never_end(pid_file: Path, seed: int) -> object:
    pid_file.write_text(f"{os.getpid()}.")
    Event().wait()


def wait_once(pid_file: Path, seed: int) -> object:
    """Whoever is first says which process it is, and never comes back; there is one first, also of two at a time."""
    try:
        with pid_file.open("x") as file:
            file.write(f"{os.getpid()}.")
    except FileExistsError:
        return LinearRegression()
    Event().wait()
    return None


def end_others(survivor: int, seed: int) -> object:
    """Ends every process but one."""
    if os.getpid() != survivor:
        os.kill(os.getpid(), signal.SIGKILL)
    return LinearRegression()


BROKEN = Candidate(slug="broken", label="Broken", simplicity=9, make=refuse, space={})
