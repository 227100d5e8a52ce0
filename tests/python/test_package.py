"""The package as a whole: version, import time, what the core needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dubao

ROOT = Path(__file__).parents[2]
HEAVY = (
    "pandas",
    "polars",
    "pyarrow",
    "altair",
    "narwhals",
    "pydantic",
    "duckdb",
    "typst",
    "docx",
    "typer",
    "rich",
    "jinja2",
)


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_version_is_the_headers() -> None:
    header = (ROOT / "lib/include/dubao/version.hpp").read_text(encoding="utf-8")
    assert f'kVersion = "{dubao.__version__}"' in header


def test_importing_the_core_loads_numpy_and_nothing_else() -> None:
    loaded = run(
        "import sys, dubao, dubao.models, dubao.forecaster, dubao.labour, dubao.data; print(*sys.modules)"
    ).split()
    assert "numpy" in loaded
    assert not set(HEAVY) & set(loaded)


@pytest.mark.parametrize("name", ["Forecaster", "StatsForecast", "accuracy"])
def test_public_names_are_there(name: str) -> None:
    assert name in dir(dubao)
    assert callable(getattr(dubao, name))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dubao.nothing


def test_top_level_holds_what_the_design_names() -> None:
    allowed = {
        "CMakeLists.txt", "CMakePresets.json", "Makefile", "pyproject.toml", "README.md", "README.vi.md", "LICENSE", "CHANGELOG.md",
        "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff", "lib", "bindings", "examples", "datasets", "tests", "docs", "scripts",
    }  # fmt: skip
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    top = {name.split("/")[0].strip('"') for name in listed if name}
    assert {name for name in top if not name.startswith(".")} <= allowed


def test_arrows_between_the_folders_run_one_way() -> None:
    order = ["time", "data", "optim", "regression", "models", "evaluation", "forecast", "hierarchy", "labour"]
    wrong = []
    for header in (ROOT / "lib/include/dubao").glob("*/**/*.hpp"):
        folder = header.relative_to(ROOT / "lib/include/dubao").parts[0]
        for line in header.read_text(encoding="utf-8").splitlines():
            if line.startswith("#include <dubao/"):
                other = line.split("/")[1].rstrip(">")
                if other in order and order.index(other) > order.index(folder):
                    wrong.append(f"{header.name}: {line}")
    assert not wrong


def test_every_header_has_a_test_in_the_same_place() -> None:
    missing = {
        str(header.relative_to(ROOT / "lib/include/dubao"))
        for header in (ROOT / "lib/include/dubao").rglob("*.hpp")
        if "detail" not in header.parts and header.name not in ("dubao.hpp", "version.hpp")
        and not (ROOT / "tests/cpp" / header.relative_to(ROOT / "lib/include/dubao").with_name(header.stem + "_test.cpp")).exists()
    }  # fmt: skip
    assert not missing


def test_every_cpp_test_keeps_its_names_in_its_own_namespace() -> None:
    """Files of a folder are compiled together: two anonymous namespaces would be one."""
    folder = ROOT / "tests/cpp"
    wrong = []
    for file in folder.rglob("*_test.cpp"):
        name = "_".join(file.relative_to(folder).with_suffix("").parts)
        text = file.read_text(encoding="utf-8")
        if f"\nnamespace {name} {{" not in text or "\nnamespace {" in text:
            wrong.append(f"{file.relative_to(folder)}: namespace {name}")
    assert not wrong


def test_no_two_cpp_tests_of_a_folder_have_the_same_name() -> None:
    """They stand in one program, where the second would hide the first."""
    folder = ROOT / "tests/cpp"
    seen: set[tuple[str, ...]] = set()
    twice = []
    for file in sorted(folder.rglob("*_test.cpp")):
        top = file.relative_to(folder).parts[0]
        for suite, name in re.findall(
            r"^TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)", file.read_text(encoding="utf-8"), re.M
        ):
            if (top, suite, name) in seen:
                twice.append(f"{file.relative_to(folder)}: {suite}.{name}")
            seen.add((top, suite, name))
    assert not twice


def test_no_constant_hides_another_of_an_enclosing_namespace() -> None:
    """Each header compiles alone; together, a name that two of them give to two constants would mean the wrong one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for header in sorted((ROOT / "lib/include/dubao").rglob("*.hpp")):
        opened: list[str] = []
        for line in header.read_text(encoding="utf-8").splitlines():
            if match := re.match(r"namespace ([\w:]+) \{", line):
                opened.append(match[1])
            elif line.startswith("}  // namespace"):
                opened.pop()
            elif match := re.match(r"inline constexpr [^={]*\b(k[A-Z]\w*)(?:\[\w*\])?\s*[={]", line):
                found.setdefault(match[1], []).append(("::".join(opened), header.name))
    hidden = [
        f"{name}: {one} ({file}) and {other} ({beside})"
        for name, places in found.items()
        for i, (one, file) in enumerate(places)
        for other, beside in places[i + 1 :]
        if (one + "::").startswith(other + "::") or (other + "::").startswith(one + "::")
    ]
    assert not hidden


def test_ceres_is_included_in_optim_alone() -> None:
    users = {
        header.relative_to(ROOT / "lib/include/dubao").parts[0]
        for header in (ROOT / "lib/include/dubao").rglob("*.hpp")
        if "#include <ceres/" in header.read_text(encoding="utf-8")
    }
    assert users <= {"optim"}
