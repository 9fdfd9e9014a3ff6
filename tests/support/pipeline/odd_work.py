"""Work that goes wrong in a process of its own."""

import os

from mlcore.pipeline.exceptions import DataError


def process_ids():
    while True:
        yield os.getpid()


def refusing():
    yield "first"
    raise DataError("Row 2 is no row.")


def hoarding(megabytes):
    yield len(bytearray(megabytes * 1_000_000))


def stumbling():
    yield "first"
    raise KeyError("what nobody foresaw")


def crashing():
    yield "first"
    os.abort()


def lingering():
    while True:
        pass
    yield
