"""What a training is busy with, in words."""

LOOKING = {
    "folds": "{winner} is chosen; it learns from parts of the rows, to be asked about the others",
    "all rows": "It learns from every row",
    "ranges": "How wide its ranges must be is measured",
    "others": "Whether others that are as good differ where it errs is looked at",
    "importance": "How much each input counts for it is looked at",
    "dependence": "How its predictions go with an input is looked at",
    "groups": "For whom it errs is looked at",
}


def looking(at: str, winner: str) -> str:
    """A part of looking at the winner that begins; blank where a newer release told of one that is not known here."""
    return LOOKING.get(at, "").format(winner=winner)
