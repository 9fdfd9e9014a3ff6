"""In a worker process: what the work that it does for others has in common, which reaches it once."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

# The newest last.
_SEEN: OrderedDict[str, Any] = OrderedDict()


def do(work: Callable[[Any, Any], Any], key: str, kept: int, item: Any, brought: Sequence[Any]) -> tuple[bool, Any]:
    """False where this process has not seen what is shared under the key, and nothing was brought along. Of more than
    are kept the oldest goes, so that memory is given back."""
    if brought:
        (_SEEN[key],) = brought
        while len(_SEEN) > kept:
            _SEEN.popitem(last=False)
    return (True, work(_SEEN[key], item)) if key in _SEEN else (False, None)


def forget(keys: Sequence[str]) -> None:
    for key in keys:
        _SEEN.pop(key, None)
