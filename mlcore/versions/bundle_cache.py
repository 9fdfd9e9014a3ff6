"""Bundles that were loaded, kept in the process as long as their files together stay below a size.

The files are compressed; in memory a bundle takes a few times as much.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


Key = tuple[Path, str]


@dataclass(frozen=True)
class Kept:
    bundle: "Bundle"
    size: int  # of the file in bytes, compressed as it is


class BundleCache:
    """Whoever was not asked for longest goes first; the newest stays, however large it is."""

    def __init__(self, most_bytes: int, bring: Callable[[str, str], None] = lambda name, sha256: None) -> None:
        """`bring` sees that the file of a name and hash is where it is loaded from. May raise BundleError."""
        self._most = most_bytes
        self._bring = bring
        self._lock = Lock()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._loading: dict[Key, Lock] = {}

    def get(self, path: Path, sha256: str) -> "Bundle":
        """The bundle of a file with that hash. Raises BundleError with the remedy."""
        key = path, sha256
        with self._lock:
            if key in self._kept:
                return self._found(key)
            loading = self._loading.setdefault(key, Lock())
        # A lock per file: whoever asks for the same one waits, whoever asks for another need not.
        with loading:
            return self._found_or_loaded(key)

    def __len__(self) -> int:
        return len(self._kept)

    def paths(self) -> list[Path]:
        with self._lock:
            return [path for path, _ in self._kept]

    def drop(self, paths: Collection[Path]) -> None:
        with self._lock:
            for key in [key for key in self._kept if key[0] in paths]:
                del self._kept[key]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _found(self, key: Key) -> "Bundle":
        self._kept.move_to_end(key)
        return self._kept[key].bundle

    def _found_or_loaded(self, key: Key) -> "Bundle":
        with self._lock:
            if key in self._kept:
                return self._found(key)
        try:
            return self._load(key)
        finally:
            with self._lock:
                self._loading.pop(key, None)

    def _load(self, key: Key) -> "Bundle":
        from mlcore.pipeline.bundle.bundle import Bundle

        self._bring(key[0].name, key[1])
        size = _size(key[0])
        bundle = Bundle.load(*key)
        with self._lock:
            self._kept[key] = Kept(bundle, size)
            self._forget_the_oldest()
        return bundle

    def _forget_the_oldest(self) -> None:
        while len(self._kept) > 1 and sum(kept.size for kept in self._kept.values()) > self._most:
            self._kept.popitem(last=False)


def _size(path: Path) -> int:
    """Before it is loaded: afterwards the file may be gone. Loading says what is wrong with one that is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
