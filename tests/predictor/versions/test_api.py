"""Tasks with their fields, and model versions."""

from dataclasses import asdict

from mlcore.models import CandidateResult, ModelVersion
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.pipeline.results.scores import Estimate

LEAK = Caution(kind="equals", field="write", target="math", count=150, of=200, share=0.998)
REPEATS = Caution(kind="repeats", count=40, of=200)


def test_a_task_tells_its_fields_as_the_schema_has_them(api_owner, math):
    shown, schema = api_owner.get("/api/v1/tasks/math/").json(), math.schema_version.schema
    inputs = schema.inputs(math.question)
    assert [field["slug"] for field in shown["fields"]] == [field.slug for field in inputs]
    for field, described in zip(shown["fields"], inputs, strict=True):
        assert field["choices"] == list(described.choices)
        assert (field["minimum"], field["maximum"]) == (described.minimum, described.maximum)
    assert shown["target"]["slug"] == math.question.target


def test_a_task_names_its_live_version(api_owner, math):
    live = ModelVersion.objects.live().get(task=math)
    shown = api_owner.get("/api/v1/tasks/math/").json()
    assert shown["live_version"] == {"id": live.pk, "task": "math", "number": live.number}
    assert shown["is_demo"] is True


def test_a_task_without_a_live_version_says_so(api_owner, math):
    ModelVersion.objects.update(is_live=False)
    shown = api_owner.get("/api/v1/tasks/math/").json()
    assert (shown["live_version"], shown["is_demo"]) == (None, False)
    assert shown["fields"]


def test_all_tasks_are_listed_at_the_cost_of_one(api_owner, math, hsb_task, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        listed = api_owner.get("/api/v1/tasks/").json()["results"]
    assert {"math", "hsb-math"} <= {task["slug"] for task in listed}


def test_a_version_tells_what_it_learned_from_and_how_good_it_is(api_owner, hsb_task):
    version = hsb_task.versions.get()
    result = CandidateResult.objects.get(run=version.run)
    result.figures = {"r2": {"mean": 0.87, "low": 0.84, "high": 0.9}}
    result.save()
    shown = api_owner.get(f"/api/v1/model-versions/{version.pk}/").json()
    assert shown["metrics"]["r2"] == {"mean": 0.87, "low": 0.84, "high": 0.9}
    assert shown["metrics"]["rmse"] == {"mean": result.rmse, "low": None, "high": None}
    assert (shown["is_live"], shown["data"]["is_demo"]) == (True, False)


def test_a_version_tells_what_can_mislead_as_facts_and_in_words(api_owner, hsb_task):
    version = hsb_task.versions.get()
    version.run.details |= {"cautions": [asdict(LEAK), asdict(REPEATS)]}
    version.run.save()
    leak, repeats = api_owner.get(f"/api/v1/model-versions/{version.pk}/").json()["cautions"]
    assert leak == asdict(LEAK) | {"sentence": leak["sentence"]}
    assert leak["sentence"].startswith("“Writing test” alone gives “Mathematics test” (R² 0.998, in 150 of 200 rows).")
    assert (repeats["kind"], repeats["field"], repeats["count"], repeats["of"]) == ("repeats", "", 40, 200)


def test_a_version_of_an_older_release_has_no_cautions(api_owner, hsb_task):
    assert api_owner.get("/api/v1/model-versions/").json()["results"][0]["cautions"] == []


def test_versions_are_found_by_task_and_by_being_live(api_owner, math, hsb_task):
    from factories import new_version

    new_version(math)
    found = api_owner.get("/api/v1/model-versions/?task=math&is_live=true").json()["results"]
    assert [(version["task"], version["is_live"]) for version in found] == [("math", True)]


def test_an_unknown_task_is_not_found(api_owner, math):
    assert api_owner.get("/api/v1/tasks/chess/").status_code == 404


def test_a_version_tells_what_the_gate_found(api_owner, hsb_task):
    version = hsb_task.versions.get()
    address = f"/api/v1/model-versions/{version.pk}/"
    assert api_owner.get(address).json()["gate"] is None
    ranges = (LevelCoverage(80, 1_000, Estimate(0.62, 0.59, 0.65)),)
    version.run.details |= {"verdict": asdict(Verdict(live=0, ranges=ranges))}
    version.run.save()
    found = api_owner.get(address).json()["gate"]
    assert (found["passes"], found["compared_with"], found["worse_groups"]) == (False, 0, [])
    assert found["ranges"] == [{"level": 80, "rows": 1_000, "share": 0.62, "is_in_band": False}]
    assert "80 % ranges hold too seldom" in found["sentence"]
