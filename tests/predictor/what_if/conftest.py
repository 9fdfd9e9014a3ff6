"""A prediction of the version that has every figure, with one changeable field on which data and model differ."""

import pytest
from django.urls import reverse


@pytest.fixture
def tried(measured, predict):
    return predict()


@pytest.fixture
def where(tried):
    return reverse("prediction-what-if", args=[tried.pk])


@pytest.fixture
def api_where(tried):
    return f"/api/v1/predictions/{tried.pk}/what-if/"


@pytest.fixture
def inputs(math):
    return math.schema_version.schema.inputs(math.question)


@pytest.fixture
def number(inputs):
    return next(field for field in inputs if field.is_number and field.changeable)


@pytest.fixture
def fixed(inputs):
    return next(field for field in inputs if not field.changeable)


@pytest.fixture
def counted():
    """The rows of every table there is, but for the log, which says of every reader that they looked."""
    from django.apps import apps

    from predictor.models import AccessLine, AccessSeal

    models = set(apps.get_models()) - {AccessLine, AccessSeal}
    return lambda: {model: model._default_manager.count() for model in models}
