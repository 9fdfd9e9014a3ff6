"""Indexes of big tables are made and dropped while the product goes on, where nothing else hangs on them."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db.migrations import AddIndex, RemoveIndex


class AddIndexOfBigTable(AddIndexConcurrently):
    """In a migration that is not atomic. A restore migrates in a transaction, where nobody else is served."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        kind = AddIndex if schema_editor.connection.in_atomic_block else AddIndexConcurrently
        kind.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        kind = AddIndex if schema_editor.connection.in_atomic_block else AddIndexConcurrently
        kind.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndexOfBigTable(RemoveIndexConcurrently):
    """The same, the other way round."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        kind = RemoveIndex if schema_editor.connection.in_atomic_block else RemoveIndexConcurrently
        kind.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        kind = RemoveIndex if schema_editor.connection.in_atomic_block else RemoveIndexConcurrently
        kind.database_backwards(self, app_label, schema_editor, *states)
