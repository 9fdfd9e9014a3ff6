"""Lists of classes and students for programs: what a row has, and what it is found and sorted by."""

from rest_framework import serializers

from predictor.api.fields import Id, Values
from predictor.api.lists.listing import OLDEST_FIRST, Listing
from predictor.api.lists.query import Query, id_filter
from predictor.api.names import SchemaNameSerializer
from predictor.classes.finding.reads import LONGEST


class ClassroomSerializer(serializers.Serializer):
    id = Id()
    name = serializers.CharField()
    schema = SchemaNameSerializer(source="schema_version", help_text="In whose words its students are described.")
    created_at = serializers.DateTimeField()
    archived_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when nothing but results is added there; null: it is not archived."
    )


class StudentSerializer(serializers.Serializer):
    id = Id()
    classroom = Id(source="classroom_id", help_text="Theirs, or where you do not see that, one they are in besides.")
    name = serializers.CharField()
    reference = serializers.CharField(help_text="The school's own number; may be empty.")
    known = Values(source="shown_known", help_text="What is known about the student, by field that you may see.")
    created_at = serializers.DateTimeField()
    objected_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when there is an objection to predicting them; null: none."
    )


class ClassroomQuery(Query):
    archived = serializers.BooleanField(default=False, help_text="true: the archived ones instead of the others.")


class StudentQuery(Query):
    classroom = id_filter(help_text="Also an archived one. Without it, students of archived classes are left out.")
    reference = serializers.CharField(max_length=50, required=False)
    q = serializers.CharField(
        max_length=LONGEST,
        required=False,
        help_text="Words of the name, or the beginning of the number; students of archived classes are found, too.",
    )


CLASSROOMS = Listing(
    ClassroomSerializer,
    ClassroomQuery,
    sorts=("id", "name"),
    moments=("created_at", "archived_at"),
    first=OLDEST_FIRST,
)
STUDENTS = Listing(
    StudentSerializer,
    StudentQuery,
    lookups={"reference": "reference"},
    sorts=("id", "name", "reference"),
    moments=("created_at", "objected_at"),
    first=OLDEST_FIRST,
)
