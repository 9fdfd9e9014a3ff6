import pytest
import school_files

from mlcore.pipeline.describing.describing import Wishes, describe
from mlcore.pipeline.describing.reasons import Why
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checking import check_file


def described(folder, text, **wishes):
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return describe(path, wishes=Wishes(**wishes))


def uses(proposal):
    return {column.header: column.use for column in proposal.columns}


def whys(proposal, header):
    return [because.why for column in proposal.columns if column.header == header for because in column.because]


@pytest.mark.parametrize("kind", school_files.FILES)
def test_every_row_of_a_file_fits_the_description_that_was_made_of_it(tmp_path, kind):
    path = school_files.saved(tmp_path, kind)
    checked = check_file(path, describe(path).schema)
    assert not checked.bad_rows
    assert len(checked.frame) == school_files.ROWS


def test_a_marks_list_has_its_result_inputs_and_what_is_only_looked_at(tmp_path):
    assert uses(describe(school_files.saved(tmp_path, "marks list"))) == {
        "Surname": "left out", "Forename": "left out", "UPN": "left out", "Reg Group": "kept", "Gender": "audit",
        "SEN Status": "audit", "Homework (%)": "input", "Mock": "input", "Final mark": "result",
    }  # fmt: skip


def test_french_marks_are_out_of_20_and_how_often_is_an_order(tmp_path):
    schema = describe(school_files.saved(tmp_path, "french")).schema
    assert schema.field("moyenne_generale").bounds == (0, 20)
    assert schema.field("assiduite").choices == ("rarement", "parfois", "souvent", "toujours")


def test_a_near_copy_of_the_result_is_left_out_as_a_leak(tmp_path):
    proposal = describe(school_files.saved(tmp_path, "canvas"))
    assert uses(proposal)["Exam (103)"] == "result"
    assert uses(proposal)["Exam %"] == "left out"
    assert Why.EQUALS in whys(proposal, "Exam %")


def test_codes_of_a_survey_are_choices_and_its_steps_an_order(tmp_path):
    proposal = describe(school_files.saved(tmp_path, "survey"))
    kinds = {column.header: column.kind for column in proposal.columns}
    assert (kinds["track"], kinds["study_time"], kinds["absences"]) == ("category", "ordered", "number")
    assert kinds["id"] == "left out"


@pytest.mark.parametrize("kind", school_files.FILES)
def test_nothing_of_people_stands_in_a_proposal(tmp_path, kind):
    proposal = describe(school_files.saved(tmp_path, kind))
    names = {part for person in school_files.PEOPLE for part in person.split()}
    assert not [name for name in names if f"'{name}" in repr(proposal)]


def test_a_named_result_is_taken_instead_of_the_likely_one(tmp_path):
    path = school_files.saved(tmp_path, "marks list")
    assert describe(path, wishes=Wishes(result="mock")).schema.tasks[0].target == "mock"


@pytest.mark.parametrize("wanted", ["Surname", "nothing"])
def test_a_result_without_numbers_is_refused_with_those_that_have_some(tmp_path, wanted):
    with pytest.raises(DataError, match="'Final mark'"):
        describe(school_files.saved(tmp_path, "marks list"), wishes=Wishes(result=wanted))


def test_a_file_without_numbers_says_that_it_has_no_result(tmp_path):
    proposal = described(tmp_path, "Track,House\n" + "a,red\nb,blue\n" * 10)
    with pytest.raises(DataError, match="No column holds numbers"):
        _ = proposal.schema


def test_a_wished_kind_is_taken_and_one_that_cannot_be_is_refused(tmp_path):
    text = "Level,House,Final\n" + "1,red,50\n2,blue,60\n3,red,70\n3,red,50\n1,blue,65\n" * 10
    assert described(tmp_path, text, kinds={0: "number"}).schema.field("level").kind == "number"
    with pytest.raises(DataError, match="'House' cannot be of the kind number"):
        described(tmp_path, text, kinds={1: "number"})


@pytest.mark.parametrize("wished", [{"kinds": {0: "category"}}, {"kinds": {1: "number"}}, {"result": "Student ID"}])
def test_whoever_wishes_for_names_or_numbers_of_people_is_refused(tmp_path, wished):
    text = "Vorname,Student ID,Quiz,Final\n" + "Ada,1,5,50\nBen,2,7,60\nAda,3,6,70\n" * 10
    with pytest.raises(DataError, match="are never stored"):
        described(tmp_path, text, **wished)


def test_two_columns_of_one_header_are_left_out_together(tmp_path):
    proposal = described(tmp_path, "Test,test,Quiz,Final\n" + "1,2,3,50\n20,30,40,60\n" * 10)
    assert uses(proposal)["Test"] == uses(proposal)["test"] == "left out"
    assert whys(proposal, "Test") == [Why.SAME_HEADER]


def test_words_beside_numbers_are_read_as_not_known(tmp_path):
    text = "Quiz,Final\n" + "".join(f"{at},{at * 7 % 50}\n" for at in range(40)) + "krank,70\nkrank,60\n"
    assert described(tmp_path, text).schema.field("quiz").unknown == ("krank",)


def test_headers_in_any_script_get_slugs_and_are_found_again(tmp_path):
    text = "Тест,成績,Πρόοδος,Final\n" + "".join(f"{at},{at + 7},{at * 2},{50 + at % 9}\n" for at in range(30))
    schema = described(tmp_path, text).schema
    assert [field.slug for field in schema.fields] == ["test", "column_2", "proodos", "final"]
    assert schema.field_for_header("成績").slug == "column_2"


def test_three_columns_of_one_header_are_told_by_their_places(tmp_path):
    text = "Test,Level,Test,Test\n" + "1,a,2,3\n20,b,30,40\n" * 10
    proposal = described(tmp_path, text)
    assert proposal.columns[3].because[0].places == (1, 3, 4)
    with pytest.raises(DataError, match="columns 1, 3, 4 share theirs"):
        _ = proposal.schema
    with pytest.raises(DataError, match="3 columns are called 'test'.*columns 1, 3, 4"):
        described(tmp_path, text, result="test")


def test_percents_beside_parts_of_one_are_left_out_and_refused_to_whoever_wishes_for_them(tmp_path):
    text = "Quiz,Essay,Final\n" + "".join(f"{at % 9}0%,{at % 7},{at * 7 % 50}\n" for at in range(40)) + "0.6,5,70\n"
    proposal = described(tmp_path, text)
    assert (proposal.columns[0].use, proposal.columns[0].because[0].places) == ("left out", (2, 42))
    with pytest.raises(DataError, match="side by side \\(row 2 and row 42\\)"):
        described(tmp_path, text, kinds={0: "number"})


@pytest.mark.parametrize("label", ["Max", "Maximum", "Points possible"])
def test_a_row_of_maxima_is_no_student_and_bounds_the_numbers(tmp_path, label):
    rows = "".join(f"{1000 + at},P{at},{at % 9},{at * 7 % 40}\n" for at in range(40))
    proposal = described(tmp_path, f"Student ID,Student,Quiz,Final\n,{label},15,60\n{rows}")
    assert proposal.rows == 40
    assert [column.field.bounds for column in proposal.taken] == [(0, 15), (0, 60)]
