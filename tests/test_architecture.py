"""The house's one law: imports run one way, and each tool has one room."""

import ast
import re
from collections.abc import Container, Iterator
from pathlib import Path

import pytest

import wvls_mentor
from wvls_mentor.rules import choices

PACKAGE = Path(wvls_mentor.__file__).parent
FILES = sorted(p for p in PACKAGE.rglob("*.py") if "versions" not in p.parts)
BASE = {"lazy", "errors", "dates", "money", "text", "data", "invocation", "interrupts"}
MAY: dict[str, set[str]] = {
    "errors": set(),
    "records": {"errors", "dates", "money", "text", "rules", "records"},
    "invocation": {"interrupts"},
    "interrupts": set(),
    "dates": {"errors"},
    "money": {"errors"},
    "text": {"errors"},
    "lazy": set(),
    "data": {"dates", "money"},
    "rules": {"errors", "dates", "money", "text", "rules"},
    "store": {"errors", "dates", "invocation", "rules", "records", "store"},
    "services": BASE | {"rules", "records", "store", "services"},
    "sheets": BASE | {"rules", "records", "store", "services", "sheets"},
    "views": {"lazy", "errors", "dates", "money", "text", "rules", "records", "views"},
    "documents": {"lazy", "errors", "dates", "money", "text", "rules", "documents"},
    "cli": BASE
    | {"rules", "records", "services", "sheets", "documents", "views", "cli", "__init__"},
}
# What may load a tool, by the room that has it.
TOOLS = {
    "rich": {"views"},
    "typer": {"cli"},
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "alembic": {"store"},
    "numpy": {"rules"},
    "scipy": {"rules"},
    "jinja2": {"documents"},
    "drawsvg": {"documents"},
    "icalendar": {"documents"},
    "email": {"documents", "store"},  # one writes drafts, the other looks whom they name
    "csv": {"views", "sheets", "data"},
}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[str, bool, int]]:
    """(module, only for annotations, line) of each import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, id(node) in typing_only, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            only = id(node) in typing_only
            if node.module == "wvls_mentor":
                for name in node.names:
                    yield f"wvls_mentor.{name.name}", only, node.lineno
            else:
                yield node.module, only, node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_is_short_and_imports_run_one_way(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350
    room = _room(path)
    if room in ("__init__", "__main__"):
        return
    wrong = []
    for module, only_types, number in _imports(path):
        first, _, rest = module.partition(".")
        if first == "wvls_mentor":
            target = rest.partition(".")[0]
            annotation = only_types and (room, target) in {
                ("views", "services"),
                ("views", "sheets"),
                ("views", "documents"),
                ("documents", "services"),
            }
            if target not in MAY[room] and target != "__version__" and not annotation:
                wrong.append(f"line {number}: {room} -> {target}")
        elif first in TOOLS and room not in TOOLS[first] and not only_types:
            wrong.append(f"line {number}: {room} uses {first}")
    assert not wrong


# The methods that run a query, of what, and what a query begins with.
ASKING = {"exec", "execute", "exec_driver_sql", "executescript", "executemany", "rows", "records"}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|PRAGMA)\s+[\w*\"({]")
OWNERS = re.compile(r"(session|connection(\(\))?|queries)$")


def _asks(path: Path) -> bool:
    """Whether a module has SQL: a query as text, a typed one, or a call that runs one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # What stands alone is a docstring, which may begin with any word.
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return any(_is_sql(node) for node in ast.walk(tree) if id(node) not in docstrings)


def _is_sql(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return SQL.match(text) is not None
        case ast.Attribute(value=owner, attr=name):
            return name in ASKING and OWNERS.search(ast.unparse(owner)) is not None
        case ast.ImportFrom(module="sqlmodel", names=names):
            return bool({"select", "delete", "update", "text"} & {name.name for name in names})
    return False


def test_no_two_files_import_each_other() -> None:
    """Not in a circle either, and not for annotations: who reads one needs not know the other."""
    names = {_module(path): path for path in FILES}
    needs = {
        name: {found for module in _modules(path) if (found := _known(module, names)) != name}
        for name, path in names.items()
    }
    left = dict(needs)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in free:
            del left[name]
    assert not left


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _known(module: str, names: Container[str]) -> str:
    """The file that *module* is, or is a name of."""
    return module if module in names else module.rpartition(".")[0]


def test_sql_stays_in_store() -> None:
    elsewhere = {
        str(path.relative_to(PACKAGE).as_posix())
        for path in FILES
        if _room(path) != "store" and _asks(path)
    }
    assert not elsewhere


@pytest.mark.parametrize(
    "code",
    [
        'sql = "SELECT id FROM person"',
        'f"""\n  WITH x AS (SELECT {columns} FROM {table})"""',
        "session.exec(query)",
        "self.session.connection().exec_driver_sql(sql)",
        "queries.rows(session, sql)",
        "from sqlmodel import Session, select",
        'connection.execute("pragma user_version")',
    ],
)
def test_sql_is_recognized(code: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(code)
    assert _asks(path)
    path.write_text('"""Select a row."""\nsession.add(row)\nwords = "Update a goal"\n')
    assert not _asks(path)


def _asks_the_clock(node: ast.AST) -> bool:
    """Whether it is a call of the system's clock, but for one that goes through ours."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    called = ast.unparse(node.func)
    return called.endswith((".today", ".now", ".utcnow", "time.time")) and called != "clock.today"


def test_only_the_clock_asks_the_clock() -> None:
    asking = [
        str(path.relative_to(PACKAGE))
        for path in FILES
        if any(map(_asks_the_clock, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert asking == ["cli/clock.py"]


def test_the_packages_top_imports_nothing() -> None:
    assert list(_imports(PACKAGE / "__init__.py")) == []


# One noun, one name in every layer; these names said what only their author knew.
GONE = {
    "errand", "words", "roll", "guard", "calling", "calls", "amending", "soundness", "taking",
    "of_pair", "shown", "paper", "life", "paying", "claiming", "completing", "undoing",
    "forecasting", "checking", "meeting_group", "exchange", "places", "story",
    "facts",
}  # fmt: skip


def test_no_module_has_a_name_that_was_given_up() -> None:
    names = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert not names & GONE


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_else_has_a_private_name(path: Path) -> None:
    private = {"life", "errand", "roll", "guard", "taking"}
    kinds = (ast.FunctionDef, ast.ClassDef)
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert not private & {node.name.lower().strip("_") for node in tree if isinstance(node, kinds)}


LISTS = {words for name, words in vars(choices).items() if name.isupper()}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_list_of_choices_stands_once(path: Path) -> None:
    if path.name == "choices.py":
        return
    copies = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Tuple, ast.List))
        and tuple(getattr(e, "value", None) for e in node.elts) in LISTS
    ]
    assert not copies
