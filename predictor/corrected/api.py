"""The mark of a prediction whose entries were corrected since, as the API shows it."""

from rest_framework import serializers


class CorrectedSerializer(serializers.Serializer):
    entries = serializers.ListField(child=serializers.CharField(), source="fields")
    on = serializers.DateField()
