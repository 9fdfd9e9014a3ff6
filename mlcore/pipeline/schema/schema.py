"""Schema: the named, versioned list of fields, and the questions asked of them."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import checks
from mlcore.pipeline.schema.field import Field
from mlcore.pipeline.schema.likeness import meant
from mlcore.pipeline.schema.question import Question
from mlcore.pipeline.schema.texts import header_key
from mlcore.pipeline.schema.toml import file as toml_file


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The named, versioned list of fields and the tasks asked of them.

    `points` name when in the year fields come, the first one first; `year` is the field that tells years apart.
    """

    name: str
    version: int
    label: str
    fields: tuple[Field, ...]
    tasks: tuple[Question, ...]
    group: str | None = None
    points: tuple[str, ...] = ()
    year: str | None = None

    @classmethod
    def load(cls, path: str | Path) -> "Schema":
        """Read a TOML file. Raises SchemaError with the place of the mistake."""
        return cls.from_dict(toml_file.read(path))

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Schema":
        """Build from the shape of the TOML file, which is also what `to_dict` gives. Raises SchemaError."""
        schema = toml_file.build(
            cls,
            "schema",
            {key: value for key, value in content.items() if key not in toml_file.ELSEWHERE}
            | {"fields": toml_file.build_fields(Field, content)}
            | {"tasks": toml_file.build_all(Question, "task", content)},
        )
        schema._check()
        return schema

    def _check(self) -> None:
        """Raises SchemaError at the first contradiction."""
        checks.check_slugs([self.name], "name of the schema")  # not for readers
        checks.check_fields(self.fields)
        checks.check_slugs([question.slug for question in self.tasks], "task")
        if not self.tasks:
            raise SchemaError(N_("schema %(name)s: add at least one [[task]]"), name=self.name)
        for question in self.tasks:
            others = [self.field(slug) for slug in (*question.inputs, *question.audit)]
            checks.check_question(question, self.field(question.target), others)
        if self.group and self.field(self.group).is_number:
            raise SchemaError(
                N_("schema %(name)s: the group field %(group)s cannot be a number"), name=self.name, group=self.group
            )
        always = [self.field(slug) for slug in (self.group, self.year) if slug]
        checks.check_points(self.points, self.fields, always)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, in the shape of the TOML file."""
        content = as_in_files({key: value for key, value in asdict(self).items() if key not in ("fields", "tasks")})
        content["field"] = [as_in_files(asdict(field)) for field in self.fields]
        content["task"] = [as_in_files(asdict(task)) for task in self.tasks]
        return content

    @property
    def described(self) -> tuple[Field, ...]:
        """Every field but the names of schools and classes."""
        return tuple(field for field in self.fields if not field.is_cluster)

    def field(self, slug: str) -> Field:
        try:
            return self._by_slug[slug]
        except KeyError:
            unknown = N_("schema %(name)s has no field '%(slug)s'%(hint)s")
            raise SchemaError(unknown, name=self.name, slug=slug, hint=meant(slug, list(self._by_slug))) from None

    def task(self, slug: str) -> Question:
        for task in self.tasks:
            if task.slug == slug:
                return task
        known = ", ".join(task.slug for task in self.tasks)
        raise SchemaError(
            N_("schema %(name)s has no task '%(slug)s'; it has: %(known)s"), name=self.name, slug=slug, known=known
        )

    def inputs(self, task: Question) -> tuple[Field, ...]:
        """The input fields of a task, in the schema's order."""
        return tuple(field for field in self.fields if field.slug in task.inputs)

    def kept_apart(self, task: Question) -> tuple[Field, ...]:
        """Fields that errors are looked at by and that no model may learn anything of: those kept for audit, and
        sensitive ones that are no input."""
        return tuple(
            field
            for field in self.described
            if field.slug not in (*task.inputs, task.target) and (field.sensitive or field.slug in task.audit)
        )

    def leaving_out(self, task: str, slugs: Collection[str]) -> "Schema":
        """The same schema in which these fields are no inputs of a task, but kept for audit; names that are no inputs
        of it change nothing. Raises SchemaError where no input would be left.
        """
        question = self.task(task)
        gone = [slug for slug in question.inputs if slug in slugs]
        if not gone:
            return self
        kept = tuple(slug for slug in question.inputs if slug not in gone)
        if not kept:
            raise SchemaError(N_("task %(task)s: without these fields no input is left; keep at least one"), task=task)
        fewer = replace(question, inputs=kept, audit=(*question.audit, *gone))
        return replace(self, tasks=tuple(fewer if one is question else one for one in self.tasks))

    def point_of(self, field: Field) -> int:
        """The place of the point at which a field comes; 0 for what is known from the start."""
        return self.points.index(field.known) if field.known else 0

    def is_unseen(self, slug: str) -> bool:
        """Whether it has been left out by `without`."""
        return slug in self._by_slug and self._by_slug[slug].slug == UNSEEN

    def ignoring(self, slugs: Collection[str]) -> "Schema":
        """The same for reading files, in which no column is one of these fields."""
        deaf = replace(self)
        known = {key: field for key, field in self._by_header.items() if field.slug not in slugs}
        object.__setattr__(deaf, "_by_header", known)
        return deaf

    def field_for_header(self, header: str) -> Field | None:
        return self._by_header.get(header_key(header))

    def without(self, slugs: Collection[str], called: str) -> "Schema":
        """As somebody reads it who may not see these fields: no list names them, no question asks them, and whoever
        asks for one by its name is given a field that is `called` so and knows nothing else."""
        gone = tuple(field.slug for field in self.fields if field.slug in slugs)
        if not gone:
            return self
        tasks = tuple(
            replace(
                task,
                inputs=tuple(slug for slug in task.inputs if slug not in gone),
                audit=tuple(slug for slug in task.audit if slug not in gone),
            )
            for task in self.tasks
        )
        kept = tuple(field for field in self.fields if field.slug not in gone)
        shown = replace(self, fields=kept, tasks=tasks, year=None if self.year in gone else self.year)
        unseen = {slug: Field(slug=UNSEEN, label=called, kind="category") for slug in gone}
        object.__setattr__(shown, "_by_slug", shown._by_slug | unseen)
        return shown

    @cached_property
    def _by_header(self) -> dict[str, Field]:
        """Of two fields that understand one header the first has it."""
        return {key: field for field in reversed(self.fields) for key in field.header_keys}

    @cached_property
    def _by_slug(self) -> dict[str, Field]:
        return {field.slug: field for field in self.fields}


NOTHING = (None, "", ())
# What stands where a slug would be of a field that whoever reads may not see.
UNSEEN = "unseen"  # not for readers


def as_in_files(item: dict[str, Any]) -> dict[str, Any]:
    """A field or task in the shape of the TOML file.

    Without later keys that say nothing: a schema that does not use them is stored as it was before they came.
    """
    item = {toml_file.IN_FILES.get(key, key): value for key, value in item.items()}
    item = {key: value for key, value in item.items() if value not in NOTHING or key not in toml_file.LATER}
    return {key: _listed(value, key) for key, value in item.items()}


def _listed(value: Any, key: str) -> Any:
    if key in toml_file.TABLES:
        return {choice: _listed(given, "") for choice, given in value}
    if key == "grade":
        return [as_in_files(grade) for grade in value]
    return list(value) if isinstance(value, tuple) else value
