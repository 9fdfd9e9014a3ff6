"""Errors of the pipeline; each message says what is wrong and what to do."""


class PipelineError(Exception):
    """Base of everything the pipeline refuses, so that one `except` at the edge is enough."""


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
