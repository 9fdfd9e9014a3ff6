"""Thread pools of one thread: more would fight over the cores, and round sums differently."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from threadpoolctl import ThreadpoolController

from mlcore.pipeline.fitting.candidates import Candidate


@contextmanager
def one_thread(candidate: Candidate) -> Iterator[None]:
    """While something is fitted or asked."""
    candidate.make(0)  # imports its library, since a limit only reaches the pools that are loaded
    with _pools(len(sys.modules)).limit(limits=1):
        yield


@lru_cache(maxsize=1)
def _pools(modules: int) -> ThreadpoolController:
    """Those that so many modules loaded. To look for them takes milliseconds, as long as some fits."""
    return ThreadpoolController()
