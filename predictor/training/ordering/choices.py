"""What a training of a task may be made of: which datasets, and which of them are taken where nobody chooses."""

from dataclasses import dataclass

from mlcore.datasets import choosing, words
from mlcore.datasets.choosing import Why
from mlcore.models import Dataset, Task


@dataclass(frozen=True)
class Choices:
    """`offered` in the order in which they were stored; `taken` of them by default. `left` says why others are not."""

    offered: tuple[Dataset, ...]
    taken: tuple[Dataset, ...]
    left: tuple[str, ...]


def choices(task: Task) -> Choices:
    """None offered where there is nothing to learn from."""
    try:
        choice = choosing.choose(task)
    except choosing.NotFound as error:
        return Choices((), (), tuple(_said(left) for left in error.left))
    older = tuple(left.dataset for left in choice.left if left.why == Why.NOT_NEWEST)
    offered = sorted((*choice.taken, *older), key=lambda dataset: dataset.pk)
    unfit = (left for left in choice.left if left.why not in (Why.NOT_NEWEST, Why.ARCHIVED))
    return Choices(tuple(offered), choice.taken, tuple(_said(left) for left in unfit))


def _said(left: choosing.Left) -> str:
    return f"{words.named(left.dataset)}, {words.reason(left)}"
