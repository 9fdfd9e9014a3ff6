"""Errors of the pipeline; each message says what is wrong and what to do."""

from mlcore.pipeline.messages import Message, Value


class PipelineError(Exception):
    """Base of everything the pipeline refuses, so that one `except` at the edge is enough.

    `DataError(N_("row %(row)s is empty"), row=3)`: mlcore/words/said says it in the reader's language.
    """

    def __init__(self, *args: object, **values: Value) -> None:
        # Both as arguments: so it comes whole out of another process.
        super().__init__(*args, *([values] if values else []))

    def __str__(self) -> str:
        return str(self.message) if self.is_template else super().__str__()

    @property
    def is_template(self) -> bool:
        return len(self.args) == 2 and isinstance(self.args[1], dict)

    @property
    def message(self) -> Message:
        """What is told; an error that was made of plain text tells that."""
        if self.args and isinstance(self.args[0], Message):
            return self.args[0]
        return Message(*self.args) if self.is_template else Message(str(self))


class SchemaError(PipelineError):
    """A schema that contradicts itself; the message names the field or task."""


class DataError(PipelineError):
    """A file or table that cannot be read against a schema."""


class TrainingError(PipelineError):
    """Data that no model can be trained on: too few rows, a constant target."""


class WorkersError(TrainingError):
    """Processes or machines that share the work are not there, are not alike, or died."""


class WorkEnded(WorkersError):
    """A part of the work ended every process that tried it."""


class BundleError(PipelineError):
    """A bundle file that must not be loaded: altered, truncated, foreign or outdated."""

    names_no_person = True  # files, versions and libraries: a log may hold it
