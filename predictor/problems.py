"""What use-cases refuse, by the names under which every door meets it."""

from mlcore.versions import live, promotions

NoLiveModel = live.NoLiveModel
NotPromoted = promotions.NotPromoted


class InvalidAnswers(Exception):
    """Inputs that the schema does not allow; `errors` has a message per field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


class ReferenceTaken(Exception):
    """Two students of a class cannot have one number."""


class DeletedMeanwhile(Exception):
    """What was written about is gone since it was looked up: 'not found' through every door."""
