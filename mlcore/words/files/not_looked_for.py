"""What could not be looked for in the rows of a file, and how many would be needed."""

from collections.abc import Mapping, Sequence

from mlcore.pipeline.messages import N_, NN_, Message, message
from mlcore.pipeline.sanity.facts import Looked, NotChecked, SuspicionKind
from mlcore.words.files.told import figure, listed
from mlcore.words.said import said

_LOOKED_FOR: Mapping[SuspicionKind, str] = {
    "students gone": N_("students who are gone"),
    "students unknown": N_("students who are not stored"),
    "dated before": N_("an old date"),
    "nothing new": N_("values that are stored already"),
    "older values": N_("values of a past term"),
    "shifted": N_("shifted rows"),
    "sorted apart": N_("a column sorted without the others"),
    "unrelated": N_("values beside the wrong students"),
    "another scale": N_("another maximum"),
    "swapped": N_("swapped columns"),
    "repeated rows": N_("repeated rows"),
    "choice vanished": N_("choices that are gone"),
    "constant": N_("columns of one value"),
    "empty": N_("empty columns"),
}


def sentences(looked: Looked) -> list[str]:
    return list(map(said, unchecked(looked)))


def unchecked(looked: Looked) -> list[Message]:
    """What could not be looked for, in one sentence per number of rows that would be needed; empty where all was."""
    by_need: dict[tuple[int, int], list[NotChecked]] = {}
    for one in looked.not_checked:
        by_need.setdefault((one.count, one.fewest), []).append(one)
    return [_unchecked(there, fewest, alike) for (there, fewest), alike in by_need.items()]


def _unchecked(there: int, fewest: int, alike: Sequence[NotChecked]) -> Message:
    what = listed([message(_LOOKED_FOR[one.kind]) for one in alike])
    if not there:
        none = N_("Not looked for: %(what)s. That takes at least %(fewest)s, and there are none.")
        return message(none, what=what, fewest=fewest)
    template = NN_(
        "Not looked for: %(what)s. That takes at least %(fewest)s, and there is %(number)s.",
        "Not looked for: %(what)s. That takes at least %(fewest)s, and there are %(number)s.",
    )
    return message(template, count=there, what=what, fewest=fewest, number=figure(there))
