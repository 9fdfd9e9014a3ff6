"""The settings of a bucket are refused before anything is served with them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from studentperf.basics import buckets

GOOD = dict.fromkeys(("prefix", "region", "endpoint", "access_key", "secret_key"), "") | {"name": "our-models"}


@pytest.fixture(autouse=True)
def with_the_libraries(monkeypatch):
    monkeypatch.setattr(buckets, "find_spec", lambda name: name)


def test_the_name_of_a_bucket_is_enough():
    found = buckets.Bucket(**GOOD).storage()["OPTIONS"]
    assert (found["bucket_name"], found["location"]) == ("our-models", "")
    assert {found[name] for name in ("region_name", "endpoint_url", "access_key", "secret_key")} == {None}


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"name": "s3://our-models/here"}, "a folder in it is BUNDLE_BUCKET_PREFIX"),
        ({"name": "Our Models"}, "must be the name of a bucket"),
        ({"name": "our..models"}, "must be the name of a bucket"),
        ({"name": "192.168.0.1"}, "must be the name of a bucket"),
        ({"region": "Europe (west)"}, "must be a region such as eu-west-1"),
        ({"endpoint": "http://["}, "must be an address such as https"),
        ({"prefix": "../other"}, "must be a folder such as"),
        ({"endpoint": "minio:9000"}, "must be an address such as https"),
        ({"secret_key": "only"}, "set both, or neither"),
    ],
)
def test_nonsense_is_refused_with_the_remedy(changes, remedy):
    with pytest.raises(ImproperlyConfigured, match=remedy):
        buckets.Bucket(**GOOD | changes).storage()


def test_without_its_libraries_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(buckets, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-s3\.txt"):
        buckets.Bucket(**GOOD).storage()
