"""Warning lights: when one of these fails, split by subject, not by counting."""

from statistics import median

from tests.architecture.tree import ROOT, functions, production_python, project_files

FILE_LIMIT, FUNCTION_LIMIT, MEDIAN_LIMIT = 400, 40, 90
COUNTED = {".py", ".html", ".js", ".css", ".sql"}


def too_long(sources: dict[str, str]) -> list[str]:
    counts = {name: len(source.splitlines()) for name, source in sources.items()}
    return [f"{name}: {lines} lines" for name, lines in counts.items() if lines > FILE_LIMIT]


def long_functions(sources: dict[str, str]) -> list[str]:
    return [
        f"{name}:{node.lineno} {node.name}: {lines} lines"
        for name, source in sources.items()
        for node in functions(source)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LIMIT
    ]


def test_no_file_is_too_long() -> None:
    paths = [path for path in project_files() if path.suffix in COUNTED and "migrations" not in path.parts]
    found = too_long({str(path): (ROOT / path).read_text() for path in paths})
    assert not found


def test_no_function_is_too_long() -> None:
    found = long_functions(production_python())
    assert not found


def test_the_median_file_is_short() -> None:
    assert median(len(source.splitlines()) for source in production_python().values()) < MEDIAN_LIMIT


def test_long_files_and_functions_are_found() -> None:
    body = "    pass\n" * FUNCTION_LIMIT
    sources = {"good.py": "def short():\n    pass\n", "bad.py": f"class A:\n  def long(self):\n{body}"}
    assert long_functions(sources) == ["bad.py:2 long: 41 lines"]
    assert too_long({"good.py": "\n" * FILE_LIMIT, "bad.py": "\n" * (FILE_LIMIT + 1)}) == [
        "bad.py: 401 lines"
    ]
