"""No data are taken for code, and no text for a query: what the source must not hold, looked for in all of it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from backend.jobs.broker import make_celery
from backend.settings import Settings

ROOT = Path(__file__).parents[1]
SOURCES = [path for folder in ("backend", "db", "model") for path in sorted((ROOT / folder).rglob("*.py"))]
PAGES = [
    path
    for path in (ROOT / "frontend" / "src").rglob("*.ts*")
    if "generated" not in path.parts and ".test." not in path.name
]
# These give back whatever object somebody has put in, by calling what it names.
PICKLES = {"cloudpickle", "dill", "joblib", "jsonpickle", "marshal", "pickle", "shelve"}
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
}
IN_PAGES = (
    "dangerouslySetInnerHTML",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
)


def dotted(node: ast.expr) -> str:
    """Spell what is called: `yaml.load`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(node: ast.AST) -> bool:
    names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return any(name.partition(".")[0] in PICKLES for name in names)


def runs(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) in CALLS


def opens_a_shell_or_pickles(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.keyword)
        and node.arg in ("shell", "allow_pickle")
        and not (isinstance(node.value, ast.Constant) and node.value.value is False)
    )


def puts_a_query_together(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    # A method called `text` is something else: what is written into a drawing.
    if dotted(node.func) != "text" and dotted(node.func).rpartition(".")[2] != "exec_driver_sql":
        return False
    query = node.args[0]
    parts = [query.body, query.orelse] if isinstance(query, ast.IfExp) else [query]
    parts = [each for part in parts for each in (part.values if isinstance(part, ast.JoinedStr) else [part])]
    return not all(isinstance(part, ast.Constant) or is_ours(part) for part in parts)


def is_ours(part: ast.expr) -> bool:
    """Tell whether it is the name of a table of the schema, or a whole number, that is put into a query."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return dotted(value) == "of.name" or (isinstance(value, ast.Call) and dotted(value.func) == "int")


def found(wrong: Callable[[ast.AST], bool], tree: ast.AST) -> list[int]:
    return [getattr(node, "lineno", 0) for node in ast.walk(tree) if wrong(node)]


RULES = (imports, runs, opens_a_shell_or_pickles, puts_a_query_together)


@cache
def everywhere() -> tuple[tuple[Path, ast.AST], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_source_does_it(rule: Callable[[ast.AST], bool]) -> None:
    assert len(SOURCES) > 300
    assert [f"{path.relative_to(ROOT)}:{line}" for path, tree in everywhere() for line in found(rule, tree)] == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (imports, "import pickle"),
        (imports, "from joblib import load"),
        (runs, "eval(given)"),
        (runs, "yaml.load(given)"),
        (opens_a_shell_or_pickles, "subprocess.run(given, shell=True)"),
        (opens_a_shell_or_pickles, "np.load(given, allow_pickle=True)"),
        (puts_a_query_together, "connection.execute(text(f'SELECT {given}'))"),
        (puts_a_query_together, "connection.exec_driver_sql('SELECT ' + given)"),
    ],
)
def test_a_source_that_did_it_would_be_found(rule: Callable[[ast.AST], bool], source: str) -> None:
    assert found(rule, ast.parse(source)) == [1]


def test_no_page_makes_markup_or_code_of_a_text() -> None:
    assert len(PAGES) > 100
    assert [(path.name, word) for path in PAGES for word in IN_PAGES if word in path.read_text(encoding="utf-8")] == []


def test_workers_take_messages_as_json_alone(tmp_path: Path) -> None:
    configured = make_celery(Settings(data_dir=tmp_path)).conf

    assert (configured.accept_content, configured.task_serializer) == (["json"], "json")
    assert configured.result_serializer == "json"
