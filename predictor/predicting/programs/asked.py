"""What programs send when they ask for predictions, and when they look for past ones."""

from rest_framework import serializers

from predictor.api.fields import Flag, Id, Number, Strict, Text, Values
from predictor.api.lists.query import Query, id_filter
from predictor.predicting.programs.at_level import HIGHEST, LOWEST


class NewPredictionSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task.")
    answers = Values(help_text="A value per input field of the task; absent or null: not known.")
    student = Id(required=False, allow_null=True, help_text="For whom; without it you alone see the prediction.")
    own_estimate = Number(required=False, allow_null=True, help_text="What you expect; nobody else sees it.")
    model_version = Id(required=False, allow_null=True, help_text="The version to ask; without it the live one.")
    dry_run = Flag(default=False, help_text="Store nothing; `id` of the answer is null then.")


class ExplainQuery(Strict):
    explain = serializers.BooleanField(default=False, help_text="Give the reasons too.")
    level = serializers.IntegerField(
        min_value=LOWEST, max_value=HIGHEST, required=False, help_text="A range at this level in percent, too."
    )


class PredictionQuery(Query):
    student = id_filter()
    classroom = id_filter()
    task = serializers.SlugField(required=False)
    model_version = id_filter()
