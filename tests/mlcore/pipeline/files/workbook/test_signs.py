"""A look at the bytes of a sheet spares the look at each cell, and never where a cell has something to tell."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.files.workbook import marks
from mlcore.pipeline.files.workbook.marks import Padded, Shown
from mlcore.pipeline.files.workbook.xml import Reader

PLAIN = ['<c r="A1"><v>7</v></c>', '<c r="A1" t="s" s="1"><v>0</v></c>', '<c t="inlineStr"><is><t>e f</t></is></c>']
TELLING = [
    "<c><f>1/0</f><v></v></c>",
    "<c><f/></c>",
    "<x:c><x:f >A1</x:f></x:c>",
    '<c t="e"><v>#REF!</v></c>',
    "<c t = 'e'><v>#REF!</v></c>",
    '<c t="&#101;"><v>#REF!</v></c>',
    '<c s="3"><v>0.5</v></c>',
    "<c  s = '3' ><v>0.5</v></c>",
]
SPACE = st.text(" \n", max_size=90)


def sheet(cells):
    return f'<sheet xmlns:x="y"><row r="1">{"".join(cells)}</row></sheet>'


def found_in(xml, styles):
    cells = marks._SheetReader(styles, is_recalculated=False)
    reader = Reader(io.BytesIO(xml), start=cells.start, end=cells.end, text=cells.text)
    while not reader.is_done:
        reader.advance()
    return cells.marks


@given(
    st.lists(st.sampled_from([*PLAIN, *TELLING]) | SPACE, max_size=12),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([{"3": Shown.PERCENT}, {"0": Padded(2), "3": Shown.PERCENT}, {}]),
    st.integers(1, 50),
)
def test_whatever_a_look_at_each_cell_finds_has_a_sign(cells, encoding, styles, size):
    xml = sheet(cells).encode(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "CHUNK", size)
        assert marks._may_have_any(io.BytesIO(xml), styles) or not found_in(xml, styles)


def test_a_plain_sheet_is_not_looked_at_cell_by_cell():
    assert not marks._may_have_any(io.BytesIO(sheet(PLAIN * 9).encode()), {"3": Shown.PERCENT})


def test_a_plain_workbook_has_no_marks():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<w xmlns:r="r"><sheet name="a" r:id="1"/></w>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<r><Relationship Id="1" Target="a.xml"/></r>')
        archive.writestr("xl/a.xml", sheet(PLAIN))
    with zipfile.ZipFile(file) as archive, marks.marks_of(archive, "a") as found:
        assert not found.of(1)
