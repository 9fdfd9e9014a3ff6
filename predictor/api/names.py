"""What the API calls schemas and versions wherever it names one."""

from rest_framework import serializers

from predictor.api.fields import Id


class SchemaNameSerializer(serializers.Serializer):
    name = serializers.CharField()
    version = serializers.IntegerField()


class VersionNameSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    number = serializers.IntegerField(help_text="Counts the versions of one task.")
