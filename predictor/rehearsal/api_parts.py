"""One point of a rehearsal as programs read it."""

from rest_framework import serializers


class RehearsedIntervalSerializer(serializers.Serializer):
    mean = serializers.FloatField()
    low = serializers.FloatField(help_text="Of its 95 % interval.")
    high = serializers.FloatField()


class RehearsedHeldSerializer(serializers.Serializer):
    level = serializers.IntegerField(help_text="80 or 90, in percent.")
    rows = serializers.IntegerField()
    share = RehearsedIntervalSerializer(help_text="Of results inside the range.")


class RehearsedRangesSerializer(serializers.Serializer):
    width = serializers.FloatField(help_text="On average, in the unit of the target.")
    held = RehearsedHeldSerializer()


class RehearsedBinSerializer(serializers.Serializer):
    low = serializers.FloatField(help_text="Chances from here …")
    high = serializers.FloatField(help_text="… to here.")
    rows = serializers.IntegerField()
    predicted = serializers.FloatField(help_text="Mean chance.")
    observed = RehearsedIntervalSerializer(help_text="Share for whom it came true.")


class RehearsedChanceSerializer(serializers.Serializer):
    score = serializers.FloatField(help_text="That somebody reaches it.")
    rows = serializers.IntegerField()
    reached = serializers.FloatField(help_text="Share of them that did.")
    brier = serializers.FloatField()
    brier_of_share = serializers.FloatField(help_text="Of saying that share for everybody.")
    calibration_error = serializers.FloatField(help_text="Mean distance of chances and what came of them.")
    by_chance = serializers.FloatField(allow_null=True, help_text="Exceeded in 1 of 40 samples where all are right.")
    bins = RehearsedBinSerializer(many=True)


class RehearsedBesideSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(["last_mark", "teachers"])
    # REST framework takes declared fields out of the class, so this one does not hide its property `fields`.
    fields = serializers.ListField(child=serializers.CharField(), help_text="Slugs, the newest first.")  # type: ignore[assignment]
    rows = serializers.IntegerField()
    stood_in = serializers.IntegerField(help_text="Of them without a mark, for whom the mean stands.")
    error = RehearsedIntervalSerializer(help_text="How far off it was on average.")
    above = RehearsedIntervalSerializer(help_text="How far results lay above it.")
    own = RehearsedIntervalSerializer(help_text="How far off predictions of the same students were.")
    difference = RehearsedIntervalSerializer(help_text="Predictions less this; below 0 they lie nearer.")


class RehearsedAtPointSerializer(serializers.Serializer):
    point = serializers.CharField(help_text="Blank where the schema names none.")
    new = serializers.ListField(child=serializers.CharField(), help_text="Slugs of the inputs that came at it.")
    rows = serializers.IntegerField()
    ranges = RehearsedRangesSerializer(many=True)
    error = RehearsedIntervalSerializer(help_text="How far off predictions were on average.")
    above = RehearsedIntervalSerializer(help_text="How far results lay above them.")
    chances = RehearsedChanceSerializer(many=True)
    beside = RehearsedBesideSerializer(many=True)
