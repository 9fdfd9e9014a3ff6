"""Field, Task and Schema: the one description of the data that everything else reads. Standard library only."""

from mlcore.pipeline.schema.schema import Field, Kind, Schema, Task, Value, header_key, plain

__all__ = ["Field", "Kind", "Schema", "Task", "Value", "header_key", "plain"]
