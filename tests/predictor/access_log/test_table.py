"""Whatever can be asked of the product says in one table whether it is about students, and about which."""

import pytest
from django.contrib import admin
from django.urls import get_resolver

from predictor.access_log import admin_lines, other_lines, routes
from predictor.access_log.students import SQL, Of
from predictor.jobs.kinds import KINDS

LISTED = {**routes.ROUTES, **routes.ABOUT_NOBODY}


def addresses(resolver):
    for pattern in resolver.url_patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern)
        else:
            yield pattern


def test_every_address_is_in_the_table_of_the_access_log():
    missing = {str(one.pattern) for one in addresses(get_resolver()) if one.name not in LISTED}
    assert not missing, f"say in predictor/access_log/routes.py about whom these are: {sorted(missing)}"


def test_no_address_is_in_the_table_that_is_gone():
    assert set(LISTED) <= {one.name for one in addresses(get_resolver())}


def test_no_address_is_both_about_students_and_about_nobody():
    assert not set(routes.ROUTES) & set(routes.ABOUT_NOBODY)


def test_the_key_of_a_thing_is_part_of_its_address():
    parts = {one.name: one.pattern.converters for one in addresses(get_resolver())}
    keyed = {name: route for name, route in routes.ROUTES.items() if route.of is not Of.ROWS}
    assert [name for name, route in keyed.items() if route.key not in parts[name]] == []


@pytest.mark.parametrize("of", [of for of in Of if of is not Of.ROWS])
def test_every_kind_of_thing_leads_to_its_students(of, db):
    from predictor.access_log.students import now

    assert of in SQL
    assert now(of, 10**9) == ({10**9} if of is Of.STUDENT else set())


def test_every_kind_of_job_is_listed():
    assert set(other_lines.JOBS) == set(KINDS)


def test_every_table_of_djangos_admin_is_listed():
    ours = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "predictor"}
    assert ours == set(admin_lines.TABLES) | admin_lines.ABOUT_NOBODY
