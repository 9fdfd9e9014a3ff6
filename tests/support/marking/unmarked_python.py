"""Texts for people in Python that nobody marked for translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
MARKS |= {"npgettext", "N_", "NN_"}
# What is given to them is read by programs, developers or whoever keeps the server.
NOT_FOR_READERS = {"compile", "debug", "info", "warning", "error", "exception", "execute", "RunSQL", "getattr", "cast"}
NOT_FOR_READERS |= {"extend_schema", "extend_schema_view", "extend_schema_field", "OpenApiParameter", "OpenApiExample"}
NOT_FOR_READERS |= {"OpenApiResponse", "register", "ValueError", "TypeError", "RuntimeError", "LookupError"}
# These take the names of facts.
NOT_FOR_READERS |= {"holds", "sampled", "InForce", "Caution", "SecondOpinion", "CheckedChances", "Looking"}
NOT_FOR_READERS |= {
    "TypeVar",
    "format_html",
    "AssertionError",
    "ImproperlyConfigured",
    "BadRequest",
    "SuspiciousOperation",
    "CommandError",
}
# The documentation of the API is English.
SERIALIZERS = re.compile(
    r"serializers\.|^(Number|Moment|Day|Id|Name|Text|Values|Flag|Warnings|id_filter|\w+_?[sS]erializer)\b"
)
SQL = re.compile(r"^\s*(<|\w+/\w+; charset=|SELECT|UPDATE|INSERT|DELETE|CREATE|LOCK|WITH|SET|DROP|FROM|ORDER|JOIN)\b")
# A word, a space and another word; a single word only where it begins like a heading: 'Score'.
TEXT = re.compile(r"[^\W\d_]{2,}\W* \W*[^\W\d_]{2,}|^[A-Z][a-z]{2,}[.:…]?$|[^\W\d_]{3,} $|^ [^\W\d_]{3,}")
# Behind a string that only looks like a text.
WAIVED = "# not for readers"


# Modules whose texts are English everywhere: the documentation of the API, the headings of saved files, what is said to
# whoever keeps the server or calls the library, what is made up for the demo and stored, names of facts.
ENGLISH = re.compile(
    r"predictor/api/(documentation|authentication/scopes)\.py|predictor/access_log/(chain/|routes|students|work)|student_file/kept\.py|predictor/demo/|/saved\w*\.py$|/(migrations|management)/|mlcore/(backups|bundles)/|words/verdicts/(checked_chances|drift)\.py|versions/checking/chances\.py"
    # SQL; words as files write them, and codes of facts.
    r"|predictor/found/|pipeline/files/(formats/|cells/no_pupil|cells/numbers|layout/units|oneroster/records)|imports/core/targets\.py|datasets/known\.py"
    r"|pipeline/(sanity|traps|results)/|pipeline/fitting/effort\.py|studentperf/edge/(health|metrics|disk)\.py|pipeline/(library|places|simulation)/|mlcore/pipeline/(atomic_file|from_json|stepwise)\.py"
)


def unmarked(path: Path) -> list[str]:
    """Each with its line."""
    if ENGLISH.search(str(path)):
        return []
    source = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    found = ((node.lineno, text) for node, text in _texts(tree, _passed_over(tree)) if TEXT.search(text))
    return [f"{path}:{line}: {text}" for line, text in found if WAIVED not in lines[line - 1] and not SQL.match(text)]


def unfound(path: Path) -> list[int]:
    """Lines of f-strings with a mark on a text inside: the tool that makes the catalogs does not look into them."""
    formatted = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr))
    calls = (call for one in formatted for call in ast.walk(one) if isinstance(call, ast.Call))
    return [call.lineno for call in calls if _name(call.func) in MARKS and isinstance(call.args[0], ast.Constant)]


def _passed_over(tree: ast.AST) -> set[int]:
    """Ids of nodes that hold no text for readers."""
    return {id(inner) for node in ast.walk(tree) for part in _silent(node) for inner in ast.walk(part)}


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """What within this node says nothing to readers."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            yield node
        case ast.Call(func=called, args=given) if _name(called) in MARKS:
            yield from (text for text in given if not isinstance(text, ast.JoinedStr))  # which nobody could translate
        case ast.Call(func=called) if _name(called) in NOT_FOR_READERS or SERIALIZERS.match(ast.unparse(called)):
            yield node
        case ast.Compare() | ast.Subscript(slice=ast.Constant()):
            yield from ([node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.slice])
        case ast.Call(func=called, keywords=given) if ast.unparse(called).startswith("models."):
            yield from (one for one in given if one.arg == "help_text")
        case ast.FunctionDef(name="__str__") if isinstance(node.body[0], ast.Return):
            yield node
        case ast.Set():
            yield node
        case ast.Dict(keys=keys):
            yield from (key for key in keys if isinstance(key, ast.Constant))
        case ast.ClassDef(bases=bases) if any(_name(base) in {"StrEnum", "Enum"} for base in bases):
            yield node
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.AST() as annotation):
            yield annotation
        case ast.FunctionDef(returns=ast.AST() as returned):
            yield returned


def _name(called: ast.AST) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _texts(tree: ast.AST, passed_over: set[int]) -> Iterator[tuple[ast.expr, str]]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in passed_over or id(node) in inside:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value
