"""One way of writing an export, as data: what tells it, whose rows are whose, where scores stand, what is no pupil."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mlcore.pipeline.schema import header_key


@dataclass(frozen=True, kw_only=True)
class Long:
    """One row per test: which columns say the subject and the window, which hold results, and when it was taken.

    A test does not count where a column of `void` says anything.
    """

    subject: tuple[str, ...]
    window: tuple[str, ...]
    results: tuple[str, ...]
    taken: tuple[str, ...] = ()
    void: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Format:
    """A recogniser. Headers are compared as `header_key` has them, patterns are those of the headers themselves.

    It fits where the table begins with `first_cell`, has all `required` headers and none of `unless`, `fewest` of
    `words`, one like `sign`, and a row called `maxima` soon below the header, as far as these are given. `score` has a
    group `title` and, where the maximum stands in the header, a group `maximum`, or `percent` for one of 100;
    `maximum_line` names the line above the header that tells it for all scores.
    """

    slug: str
    name: str
    required: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    fewest: int = 0
    unless: tuple[str, ...] = ()
    sign: re.Pattern[str] | None = None
    first_cell: str = ""
    keys: tuple[str, ...] = ()
    key_mark: str = ""
    names: tuple[str, ...] = ()
    score: re.Pattern[str] | None = None
    maxima: str = ""
    maximum_line: str = ""
    nothing: tuple[str, ...] = ()
    no_scores: tuple[tuple[re.Pattern[str], str], ...] = ()
    long: Long | None = None

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys of all headers that it speaks of."""
        of_tests = (*self.long.subject, *self.long.window, *self.long.results) if self.long else ()
        every = (*self.required, *self.words, *self.keys, *self.names, *of_tests)
        return frozenset(map(header_key, every))


Role = Literal["key", "name", "score", "other", "left_out"]


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of whole headers, in small and capital letters."""
    return re.compile(text, re.IGNORECASE)
