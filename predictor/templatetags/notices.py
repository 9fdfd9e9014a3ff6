"""What every page says about the models that serve now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from mlcore.models import ModelVersion
from mlcore.models.versions import ModelVersionQuerySet
from mlcore.stopping import Stop, as_stop
from predictor.retention.work import is_waiting

register = template.Library()

About = Sequence[ModelVersion] | ModelVersionQuerySet


@dataclass(frozen=True)
class Notices:
    """Labels of the tasks whose model was trained on made-up data, and whether that is all that the page is about; and
    why nothing is predicted."""

    labels: list[str]
    everything: bool
    stop: Stop | None


@register.simple_tag
def notices_about(about: About | None = None) -> Notices:
    """`about` is what the view says that its page is about; where it says nothing, all versions that serve."""
    columns = ("task__label", "run__dataset__is_demo", "stop")
    spoken_of = list(_spoken_of(about).with_stop().order_by("task_id").values_list(*columns))
    labels = [label for label, is_demo, _stop in spoken_of if is_demo]
    stop = as_stop(spoken_of[0][2]) if spoken_of else None
    return Notices(labels, len(labels) == len(spoken_of), stop)


@register.simple_tag
def old_data_waits() -> bool:
    """Whether admins are to be told that old data is about to go."""
    return is_waiting()


def _spoken_of(about: About | None) -> ModelVersionQuerySet:
    if about is None or about == "":  # what a template makes of a name that no view has said
        return ModelVersion.objects.live()
    if isinstance(about, ModelVersionQuerySet):
        return about
    return ModelVersion.objects.filter(pk__in=[version.pk for version in about])
