"""Bundles that were loaded, kept in the process as long as their files together stay below a size."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


@dataclass(frozen=True)
class Kept:
    bundle: "Bundle"
    size: int  # of the file in bytes; in memory a bundle takes a few times as much


class BundleCache:
    """Whoever was not asked for longest goes first; the newest stays, however large it is."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Path, str], Kept] = OrderedDict()

    def get(self, path: Path, sha256: str) -> "Bundle":
        """The bundle of a file with that hash. Raises BundleError with the remedy."""
        with self._lock:
            kept = self._kept.get((path, sha256))
            if kept is not None:
                self._kept.move_to_end((path, sha256))
                return kept.bundle
        # Not under the lock: whoever asks for another one need not wait until this one is read.
        return self._load(path, sha256)

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _load(self, path: Path, sha256: str) -> "Bundle":
        from mlcore.pipeline.bundle.bundle import Bundle

        bundle = Bundle.load(path, sha256)
        with self._lock:
            self._kept[path, sha256] = Kept(bundle, path.stat().st_size)
            self._forget_the_oldest()
        return bundle

    def _forget_the_oldest(self) -> None:
        while len(self._kept) > 1 and sum(kept.size for kept in self._kept.values()) > self._most:
            self._kept.popitem(last=False)
