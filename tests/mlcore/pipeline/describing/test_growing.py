import school_files

from mlcore.pipeline.describing.describing import describe
from mlcore.pipeline.describing.growing import Growing, grow
from mlcore.pipeline.schema.growth import contradictions
from mlcore.words.describing.growth import told


def grown(folder, change):
    """The growth of the French file's schema by a file that was changed."""
    path = school_files.saved(folder, "french")
    schema = describe(path).schema
    later = folder / "later.csv"
    later.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    growth = grow(later, schema)
    assert contradictions(schema, growth.schema) == ()
    return growth


def with_column(header, cells):
    def change(text):
        first, *lines = text.splitlines()
        more = (f"{line};{cells[at % len(cells)]}" for at, line in enumerate(lines))
        return "\n".join([f"{first};{header}", *more]) + "\n"

    return change


def test_the_same_file_changes_nothing(tmp_path):
    growth = grown(tmp_path, str)
    assert growth.schema is growth.older
    assert told(growth) == ["French version 1 knows all that the file has."]


def test_a_new_column_is_an_input_of_the_next_version(tmp_path):
    growth = grown(tmp_path, with_column("Club", ["chess", "choir", "none"]))
    assert growth.schema.version == 2
    assert growth.schema.tasks[0].inputs[-1] == "club"
    assert "For students who are stored it is not known until somebody enters it" in told(growth)[1]


def test_a_new_sensitive_column_is_only_looked_at(tmp_path):
    growth = grown(tmp_path, with_column("Boursier", ["oui", "non"]))
    assert growth.schema.tasks[0].audit[-1] == "boursier"


def test_a_new_column_of_names_or_a_copy_of_the_result_is_none(tmp_path):
    growth = grown(tmp_path, with_column("Professeur", ["Ash", "Birch"]))
    assert growth.schema is growth.older


def test_a_new_choice_takes_its_place_in_the_order(tmp_path):
    growth = grown(tmp_path, lambda text: text.replace("souvent", "jamais", 3))
    assert growth.schema.field("assiduite").choices == ("jamais", "rarement", "parfois", "souvent", "toujours")
    assert "“jamais” can be chosen as well" in told(growth)[1]


def test_a_misspelt_choice_is_told_and_not_added(tmp_path):
    growth = grown(tmp_path, lambda text: text.replace("souvent", "souvant", 1))
    assert growth.schema is growth.older
    assert [each.what for each in growth.grown] == [Growing.SLIPS]


def test_bounds_grow_with_what_is_met(tmp_path):
    growth = grown(tmp_path, lambda text: text.replace(";rarement;", ";rarement;37,5;", 1).replace("\n\n", "\n"))
    assert growth.schema.field("devoir_1").bounds == (0, 40)


def test_a_column_that_is_not_there_is_named(tmp_path):
    growth = grown(tmp_path, lambda text: text.replace("Sexe", "Prénom 2", 1))
    assert "Sexe: the file has no such column." in " ".join(told(growth))
