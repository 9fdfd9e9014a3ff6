"""Parts of messages that many sentences about files share: figures, rows, students, and lists."""

from collections.abc import Sequence

from mlcore.pipeline.messages import N_, NN_, Figure, Message, Value, message
from mlcore.pipeline.schema.texts import MOST_LISTED

OTHERS = N_("%(some)s and %(count)s others")


def figure(number: int) -> Figure:
    """'1,234'."""
    return Figure(f"{number:,}")


def rows(number: int) -> Message:
    return message(NN_("%(number)s row", "%(number)s rows"), count=number, number=figure(number))


def students(number: int) -> Message:
    return message(NN_("%(number)s student", "%(number)s students"), count=number, number=figure(number))


def listed(items: Sequence[Value]) -> Message | str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return _text(items[0]) if items else ""
    return message(N_("%(first)s and %(last)s"), first=_in_a_row(items[:-1]), last=items[-1])


def some(items: Sequence[Value], others: str = OTHERS) -> Message | str:
    """Of very many the first eight: 'a, b and 290 others'."""
    return listed(items) if len(items) <= MOST_LISTED else some_of(items, MOST_LISTED, others)


def some_of(items: Sequence[Value], most: int = MOST_LISTED, others: str = OTHERS) -> Message | str:
    """All up to `most`; of more two less and how many follow: 'a, b and 290 others'."""
    if len(items) <= most:
        return _in_a_row(items)
    return message(others, some=_in_a_row(items[: most - 2]), count=figure(len(items) - most + 2))


def quoted(text: Value) -> Message:
    return message(N_("“%(text)s”"), text=text)


def _in_a_row(items: Sequence[Value]) -> Message | str:
    if not items:
        return ""
    told = _text(items[0])
    for item in items[1:]:
        told = message("%(told)s, %(item)s", told=told, item=item)
    return told


def _text(item: Value) -> Message | str:
    return item if isinstance(item, Message) else str(item)
