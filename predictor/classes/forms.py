"""Forms for classes and students."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from predictor.classes.work import schemas_in_use
from predictor.models import Classroom, Student
from predictor.texts import Name


class ClassroomForm(forms.ModelForm):
    class Meta:
        model = Classroom
        fields: tuple[str, ...] = ("name",)
        field_classes: dict[str, type[forms.Field]] = {"name": Name}
        labels = {"name": _("Name of the class")}


class SchemaChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.schema.label)


class NewClassroomForm(ClassroomForm):
    """A class keeps its schema for good: what is known about its students is written in its words."""

    schema_version = SchemaChoice(
        schemas_in_use(),
        label=_("What is recorded about its students"),
        help_text=_("This cannot be changed later."),
        empty_label=None,
    )

    class Meta(ClassroomForm.Meta):
        fields = ("name", "schema_version")


class StudentForm(forms.ModelForm):
    class Meta:
        model = Student
        fields = ("name", "reference")
        field_classes = {"name": Name, "reference": Name}
        labels = {"name": _("Name")}
        help_texts = {"reference": _("Optional. Tells two students of the same name apart.")}
