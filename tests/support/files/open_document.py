"""Write small OpenDocument sheets, of which no library here writes any."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [("office", "office"), ("table", "table"), ("text", "text")]
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    '<?xml version="1.0"?><office:document-content {names} xmlns:calcext="urn:org:documentfoundation:names:'
    'experimental:calc:xmlns:calcext:1.0" office:version="1.3"><office:body><office:spreadsheet>{tables}'
    "</office:spreadsheet></office:body></office:document-content>"
)


def open_document(**tables: str) -> bytes:
    """Each sheet by its name, as rows (`row`)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", MIME)
        every = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items())
        archive.writestr("content.xml", CONTENT.format(names=NAMES, tables=every))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(value: str | float, shown: str = "", kind: str = "", more: str = "") -> str:
    """A text or a number; `kind` is that of its value, `shown` what the sheet shows."""
    kind = kind or ("string" if isinstance(value, str) else "float")
    told = "" if kind == "string" else f'office:value="{value}"'
    text = f"<text:p>{escape(shown or str(value))}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" {told} {more}>{text}</table:table-cell>'
