"""OneRoster exports become plain records; whatever is wrong is named with file, line and column."""

from datetime import date

import pytest
from rosters import ORGS, manifest, roster_zip, tables

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster import tables as reading_tables
from mlcore.pipeline.files.oneroster.reading import read_oneroster


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_both_versions_tell_who_teaches_and_learns_what(tmp_path, version):
    roster = read_oneroster(roster_zip(tmp_path / "a.zip", version=version))
    assert (roster.version, roster.other_people) == (version, 1)
    assert [(person.family_name, person.email) for person in roster.teachers.values()] == [
        ("Pell", "pell@school.example")
    ]
    assert [person.identifier for person in roster.students.values()] == ["0071", "0072"]
    assert {person.orgs for person in roster.students.values()} == {("o1",)}
    assert roster.orgs[roster.classes["c1"].school].name == "North School"
    assert roster.enrolments["e1"].begin == date(2026, 9, 1)


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_results_belong_to_line_items_and_only_those_graded_count(tmp_path, version):
    roster = read_oneroster(roster_zip(tmp_path / "a.zip", version=version))
    assert (roster.line_items["i1"].title, roster.line_items["i1"].maximum) == ("Quiz 1", 20)
    assert [(result.student, result.score, result.counts) for result in roster.results.values()] == [
        ("u2", 15.5, True),
        ("u3", None, False),
    ]


def test_a_password_is_never_kept(tmp_path):
    assert "secret" not in repr(read_oneroster(roster_zip(tmp_path / "a.zip")))


def as_delta(text, status="active"):
    header, *lines = text.splitlines()
    return "\n".join([header, *(line.replace(",,,", f",{status},2026-09-09T00:00:00Z,", 1) for line in lines)]) + "\n"


def test_a_delta_says_what_goes_and_may_refer_to_what_was_sent_before(tmp_path):
    files = {"results.csv": as_delta(tables()["results.csv"], "tobedeleted")}
    roster = read_oneroster(roster_zip(tmp_path / "a.zip", files, mode="delta"))
    assert [result.deleted for result in roster.results.values()] == [True, True]
    assert roster.modes == {"results.csv": "delta"}


@pytest.mark.parametrize(
    ("mode", "status", "allowed"), [("bulk", "tobedeleted", "active or blank"), ("delta", "", "tob")]
)
def test_a_status_that_a_file_cannot_have_is_refused(tmp_path, mode, status, allowed):
    files = {"orgs.csv": tables()["orgs.csv"].replace("o1,,,", f"o1,{status},,")}
    with pytest.raises(DataError, match=rf'orgs.csv, line 2, column status: "{status}"; expected one of: .*{allowed}'):
        read_oneroster(roster_zip(tmp_path / "a.zip", files, mode=mode))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("enrollments.csv", "e2,,,c1", "e2,,,c9", 'line 3, column classSourcedId: "c9" is no id in classes.csv'),
        ("enrollments.csv", "o1,u3", "o1,u9", 'line 4, column userSourcedId: "u9" is no id in users.csv'),
        ("results.csv", "i1,u2", "i7,u2", 'line 2, column lineItemSourcedId: "i7" is no id in lineItems.csv'),
        ("classes.csv", ",o1,t1", ",o5,t1", 'line 2, column schoolSourcedId: "o5" is no id in orgs.csv'),
        ("users.csv", "u3,,,true,o1", "u3,,,true,o4", 'line 4, column orgSourcedIds: "o4" is no id in orgs.csv'),
        ("enrollments.csv", "e3,,,", "e2,,,", "line 4, column sourcedId.*the same id stands in line 3"),
        ("enrollments.csv", "e3,,,", ",,,", "line 4, column sourcedId.*each row needs its id"),
        ("enrollments.csv", "u3,student", "u3,pupil", 'line 4, column role: "pupil"; expected one of: administrator'),
        ("results.csv", "15.5", "good", 'line 2, column score: "good"; expected a number'),
        ("results.csv", "exempt", "fine", 'line 3, column scoreStatus: "fine"; expected one of: exempt, fully graded'),
        ("lineItems.csv", "2026-09-08", "8 Sept", 'line 2, column dueDate: "8 Sept"; expected a date'),
        ("lineItems.csv", "0.0,20.0", "20,0", "line 2, column resultValueMax.*not above resultValueMin"),
        ("orgs.csv", "name,type", "title,type", "lacks the columns name"),
        ("orgs.csv", "school,,", "school,,,,,", "line 2: 10 cells under 7 columns"),
        ("orgs.csv", "o1,,,North", 'o1,,,"North', "Row 2 cannot be cut into cells"),
        ("users.csv", "u1,,,true", "u1,,,perhaps", "line 2, column enabledUser.*expected true or false"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_line_and_column(tmp_path, file, old, new, said):
    files = tables()
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(DataError, match=rf"{file}[,:]? .*{said}"):
        read_oneroster(roster_zip(tmp_path / "a.zip", files))


def test_letters_that_are_not_utf_8_are_refused(tmp_path):
    files = {"orgs.csv": tables()["orgs.csv"].replace("North", "Nörth").encode("cp1252")}
    with pytest.raises(DataError, match="orgs.csv: its letters are not UTF-8"):
        read_oneroster(roster_zip(tmp_path / "a.zip", files))


def test_more_rows_than_can_be_in_memory_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading_tables, "MOST_ROWS", 4)
    files = {"users.csv": tables()["users.csv"] + "u5,,,true,,student,cem,,Cem,Can,,,,,,,,\n"}
    with pytest.raises(DataError, match=r"users.csv has more than 4 rows"):
        read_oneroster(roster_zip(tmp_path / "a.zip", files))


def test_a_mark_of_byte_order_makes_no_difference(tmp_path):
    files = {"orgs.csv": "\ufeff" + tables()["orgs.csv"]}
    assert list(read_oneroster(roster_zip(tmp_path / "a.zip", files)).orgs) == ["o1"]


def test_people_of_whom_origin_is_told_are_counted_and_not_read(tmp_path):
    demographics = "sourcedId,status,birthDate,sex\nu2,,2012-01-01,female\nu3,,2012-01-01,male\n"
    files = {**tables(), "demographics.csv": demographics}
    told = manifest(files).removesuffix("file.demographics,absent\n")
    path = roster_zip(tmp_path / "school.zip", files, **{"manifest.csv": told})
    assert read_oneroster(path).demographics == 2


@pytest.mark.parametrize("identity", ["x" * 256, "a\u200bb"])
def test_an_id_that_no_column_holds_is_refused_with_its_line(tmp_path, identity):
    files = {**tables(), "orgs.csv": ORGS.replace("o1,", f"{identity},")}
    with pytest.raises(DataError, match="orgs.csv, line 2, column sourcedId"):
        read_oneroster(roster_zip(tmp_path / "school.zip", files))
