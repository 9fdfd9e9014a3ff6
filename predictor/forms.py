"""Forms built from a schema; the schema alone decides what a value may be."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction

from mlcore.models import SchemaVersion
from mlcore.pipeline.exceptions import InvalidValue
from mlcore.pipeline.schema import Field, Value, plain
from predictor.models import Classroom, Student

NOT_KNOWN = ("", "not known")


class AnswerField(forms.Field):
    """An input for one field of a schema. Empty means: not known."""

    def __init__(self, described: Field) -> None:
        super().__init__(required=False, label=described.label, help_text=_hint(described), widget=_widget(described))
        self.described = described

    def clean(self, value: Any) -> Value:
        try:
            return self.described.clean(value)
        except InvalidValue as error:
            raise forms.ValidationError(_beside(self.described.label, str(error))) from error

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, int | float) else value


def _beside(label: str, message: str) -> str:
    """The message without the name of the field that it stands beside."""
    return message.removeprefix(f"{label}: ")


def _hint(field: Field) -> str:
    bounds = f"{field.allowed[:1].upper()}{field.allowed[1:]}." if field.is_number else ""
    return " ".join(part for part in (field.help, bounds) if part)


def _widget(field: Field) -> forms.Widget:
    if field.is_number:
        return forms.NumberInput(attrs={"min": plain(field.minimum), "max": plain(field.maximum), "step": "any"})
    return forms.Select(choices=[NOT_KNOWN, *((choice, choice) for choice in field.choices)])


class AnswersForm(forms.Form):
    """The fields that a task or a student asks for, in the schema's order."""

    # Without a prefix a field called 'name' would be sent as the student's name.
    prefix = "answer"

    def __init__(self, described: Iterable[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in described:
            self.fields[field.slug] = AnswerField(field)

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Show what the service refused beside the field it is about."""
        for slug, message in errors.items():
            if slug in self.fields:
                self.add_error(slug, _beside(self.fields[slug].label, message))
            else:
                self.add_error(None, message)

    def about_the_student(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.field.described.about == "student"]

    def about_the_moment(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.field.described.about == "moment"]


class ClassroomForm(forms.ModelForm):
    class Meta:
        model = Classroom
        fields = ("name",)
        labels = {"name": "Name of the class"}


class SchemaChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.schema.label)


class NewClassroomForm(ClassroomForm):
    """A class keeps its schema for good: what is known about its students is written in its words."""

    schema_version = SchemaChoice(
        SchemaVersion.objects.none(),
        label="What is recorded about its students",
        help_text="This cannot be changed later.",
        empty_label=None,
    )

    class Meta(ClassroomForm.Meta):
        fields = ("name", "schema_version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = SchemaVersion.objects.filter(tasks__isnull=False).distinct()
        self.fields["schema_version"].queryset = newest

    @transaction.atomic
    def save_for(self, teacher: User) -> Classroom:
        classroom: Classroom = self.save()
        classroom.teachers.add(teacher)
        return classroom


class StudentForm(forms.ModelForm):
    class Meta:
        model = Student
        fields = ("name", "reference")
        help_texts = {"reference": "Optional. Tells two students of the same name apart."}
