"""The documents say what is true: their code runs, their commands exist, their links lead somewhere, the errors page is current."""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import tomllib

from dubao.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").rglob("*.md")])
NOTEBOOKS = sorted((ROOT / "examples/notebooks").glob("*.ipynb"))
PROGRAMS = sorted((ROOT / "examples/python").glob("*.py"))
BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)(?:#[^)]*)?\)")
# Commands of the system that a shell block may call; everything else must be make or dubao.
SYSTEM = {
    "git",
    "cd",
    "g++",
    "cmake",
    "ctest",
    "pip",
    "py",
    "python",
    "set",
    "export",
    "Rscript",
    "xcopy",
}


@dataclass(frozen=True)
class Block:
    page: Path
    kind: str
    code: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(*kinds: str) -> Iterator[Block]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in BLOCK.finditer(text):
            kind = found["kind"].strip()
            if kind in kinds:
                yield Block(page, kind, found["code"], text.count("\n", 0, found.start()) + 2)


def place(block: Block) -> str:
    return block.place


def pages_with(*kinds: str) -> list[Path]:
    return sorted({block.page for block in blocks(*kinds)})


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


PYTHON = ("python", "{code-cell} ipython3", "{code-cell} python")


@pytest.mark.parametrize("page", pages_with(*PYTHON), ids=name_of)
def test_python_blocks_of_a_page_run_one_after_the_other(page: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(*PYTHON):
        if block.page == page:
            code = re.sub(r"^:.*\n", "", block.code, flags=re.MULTILINE)
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile("\n" * (block.line - 1) + code, str(page), "exec"), space)


MODEL_PAGES = sorted(p for p in (ROOT / "docs/models").glob("*.md") if p.name != "index.md")
# What a page about a model must say; the options are looked at below.
PARTS = (
    "**Idea.**",
    "**Formula",
    "**When it fails.**",
    "| option |",
    "**Source.**",
    "**Tests.**",
)


def model_index() -> dict[str, Path]:
    """Class name → its page, as docs/models/index.md lists them."""
    rows = re.findall(
        r"^\| (`[^|]*) \| \[[^]]*\]\(([^)]*)\) \|",
        (ROOT / "docs/models/index.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {
        name: ROOT / "docs/models" / page for names, page in rows for name in re.findall(r"`(\w+)`", names)
    }


@pytest.mark.parametrize("page", MODEL_PAGES, ids=name_of)
def test_a_page_about_a_model_has_every_part_and_a_running_example(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert page in pages_with(*PYTHON)


REGRESSION_PAGES = sorted(p for p in (ROOT / "docs/regression").glob("*.md") if p.name != "index.md")


@pytest.mark.parametrize("page", REGRESSION_PAGES, ids=name_of)
def test_a_page_about_a_regression_has_every_part_and_a_running_example(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert page in pages_with(*PYTHON)
    listed = (ROOT / "docs/regression/index.md").read_text(encoding="utf-8")
    assert f"({page.name})" in listed


def test_every_exported_model_has_a_page_that_lists_its_options() -> None:
    from monsters import exported

    pages = model_index()
    missing = []
    for kind in exported():
        page = pages.get(kind.__name__)
        text = page.read_text(encoding="utf-8") if page and page.is_file() else ""
        options = [o for o in inspect.signature(kind).parameters if o != "alias" and f"`{o}`" not in text]
        if not text or options:
            missing.append((kind.__name__, "no page" if not text else options))
    assert missing == []


def test_the_cpp_block_of_the_readme_compiles_by_the_command_below_it_and_runs(tmp_path) -> None:
    program = next(b for b in blocks("cpp") if b.page.name == "README.md")
    command = next(
        line
        for b in blocks("bash")
        if b.page.name == "README.md"
        for line in b.code.splitlines()
        if line.startswith("g++")
    )
    # Compiled where it lies in the tree of the build, so that a compiler cache serves a second run.
    folder = ROOT / "build" / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    source, compiled, result = folder / "forecast.cpp", tmp_path / "forecast.o", tmp_path / "forecast"
    source.write_text(program.code, encoding="utf-8")
    words = shlex.split(command)
    assert words[-4:] == ["forecast.cpp", "-o", "forecast", "-pthread"]
    cache = [path for path in [shutil.which("ccache")] if path]
    subprocess.run([*cache, *words[:-4], "-c", str(source), "-o", str(compiled)], cwd=ROOT, check=True)
    subprocess.run([words[0], str(compiled), "-o", str(result), "-pthread"], cwd=ROOT, check=True)
    lines = subprocess.run(
        [str(result)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2025", "2026", "2027", "2028", "2029", "2030"]
    for line in lines:
        middle, low, high = (float(number) for number in re.findall(r"\d+", line)[1:])
        assert low < middle < high


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_formulas_use_what_the_pages_can_draw(page: Path) -> None:
    """The renderer of formulas has no single command for these; a page that uses one is not built."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    formulas = " ".join(re.findall(r"(?<!\\)\$+([^$]+)\$+", text))
    assert re.findall(r"\\dots(?![a-z])|\\big(?![a-z])|\\Big|frac\d\d|[½¼¾]", formulas) == []


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    measured = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (?:\*\*dubao|dubao|R ).*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) == 8
    # The last column of the benchmarks, milliseconds, differs from run to run and is not repeated in the README.
    assert [row for row in rows if row not in measured] == [], "run scripts/make_readme_figures.py"
    vietnamese = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    for row in rows:
        cells = [c.strip() for c in row.strip("|").split("|")][1:]
        assert f"| {' | '.join(cells)} |".replace(".", ",").replace(" %", "%") in vietnamese


def commands() -> Iterator[tuple[Block, str]]:
    for block in blocks("bash", "console", "bat"):
        for line in block.code.replace("\\\n", " ").splitlines():
            command = re.sub(r"(^|\s)(#|rem\s).*$", "", line).strip().removeprefix("$ ")
            if command:
                yield block, command


@pytest.mark.parametrize(
    ("block", "command"), list(commands()), ids=lambda v: v if isinstance(v, str) else v.place
)
def test_shell_commands_of_the_documents_exist(block: Block, command: str, capsys) -> None:
    words = shlex.split(command, posix=block.kind != "bat")
    while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
        words = words[1:]
    first = (
        words[0].replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".exe").removesuffix(".cmd")
        if words
        else ""
    )
    if first == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        wanted = [w for w in words[1:] if not w.startswith("-") and "=" not in w]
        assert wanted and set(wanted) <= set(targets)
    elif first == "dubao":
        assert_is_command(words[1:], capsys)
    elif first == "python" and len(words) > 1 and words[1].endswith(".py"):
        assert (ROOT / words[1]).is_file()
    elif words and words[0].startswith("scripts/"):
        assert (ROOT / words[0]).is_file()
    else:
        assert first in SYSTEM or not words


def assert_is_command(words: list[str], capsys) -> None:
    """The command is in the tree, and every option stands in its help."""
    if words[:1] == ["--lang"]:
        words = words[2:]
    path = []
    for word in words:
        if word.startswith("-") or not re.fullmatch(r"[a-z]+", word) or len(path) == 2:
            break
        path.append(word)
    if path and path[0] not in ("data", "vintage", "scenario"):
        path = path[:1]
    assert main(["--lang", "en", *path, "--help"]) == 0
    help_text = capsys.readouterr().out
    options = [w.partition("=")[0] for w in words if w.startswith("--")]
    assert [o for o in options if o not in help_text] == []


@pytest.mark.parametrize("block", list(blocks("toml")), ids=place)
def test_toml_blocks_can_be_read(block: Block) -> None:
    assert tomllib.loads(block.code)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    missing = [t for t in (m["target"] for m in LINK.finditer(text)) if not (page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(
        r"(?<![\w/<])((?:tests|lib|bindings|datasets|examples|scripts)/[\w./{},-]+[\w}/])", text
    )
    missing = []
    for name in dict.fromkeys(named):
        choice = re.search(r"\{([^}]*)\}", name)
        options = choice[1].split(",") if choice else [""]
        for option in options:
            path = ROOT / (name[: choice.start()] + option + name[choice.end() :] if choice else name)
            if not path.exists() and not list(path.parent.glob(f"{path.name}*")):
                missing.append(str(path.relative_to(ROOT)))
    assert missing == []


@pytest.fixture(scope="module")
def run_notebook(tmp_path_factory) -> Callable[..., tuple[dict[str, object], str]]:
    """Runs a notebook once and returns its names and what it prints."""
    done: dict[tuple, tuple[dict[str, object], str]] = {}

    def run(path: Path, *instead: str) -> tuple[dict[str, object], str]:
        """``instead``: a text and what is written in its place."""
        if (path, instead) not in done:
            space: dict[str, object] = {"__name__": "__main__"}
            where, said = contextlib.chdir(tmp_path_factory.mktemp("notebook")), io.StringIO()
            with where, contextlib.redirect_stdout(said):
                for cell in code_cells(path):
                    code = "".join(cell["source"])
                    exec(compile(code.replace(*instead) if instead else code, str(path), "exec"), space)
            done[path, instead] = (space, said.getvalue())
        return done[path, instead]

    return run


def code_cells(path: Path) -> list[dict]:
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebooks_run_and_carry_no_outputs(path: Path, run_notebook) -> None:
    cells = code_cells(path)
    assert cells
    assert [c for c in cells if c["outputs"] or c["execution_count"] is not None] == []
    assert (ROOT / "docs" / path.name).resolve() == path
    _, printed = run_notebook(path)
    assert printed.strip()


CHAIN = ROOT / "examples/notebooks/openings-ict-professionals.ipynb"
SUMS = 1e-9  # relative; the chain adds doubles


def test_the_accounts_of_the_notebook_on_openings_add_up_on_every_path(run_notebook) -> None:
    at, _ = run_notebook(CHAIN)
    industry, chain, base = at["industry"], at["chain"], at["base"]
    assert np.allclose(sum(industry.values()), sum(chain.values()), rtol=SUMS)
    assert at["agreed"].incoherence_before > SUMS > at["agreed"].incoherence_after
    for o, before in chain.items():
        # Paired by rank: the same paths in another order, so every quantile stays.
        assert np.array_equal(np.sort(base[f"ISCO {o}"][:, -1]), np.sort(at["alone"][f"ISCO {o}"][:, -1]))
        # The nearest coherent table lies between the two forecasts or close by.
        medians = [np.median(v[:, -1]) for v in (before, base[f"ISCO {o}"], at["work"][o])]
        assert 0.8 * min(medians[:2]) < medians[2] < 1.2 * max(medians[:2])
    gone, needed = at["gone"], at["needed"]
    assert np.allclose(sum(gone.causes.values()), gone.separations, rtol=SUMS)
    expansion = np.maximum(needed.change, 0)
    assert (needed.total >= expansion * (1 - SUMS)).all()
    assert (needed.total <= (expansion + needed.separations) * (1 + SUMS)).all()
    assert np.allclose(needed.total_by_year.sum(axis=1), needed.total, rtol=SUMS)
    assert sum(at["ratio"].probabilities.values()) == pytest.approx(1, rel=SUMS)
    assert at["flows"].probability_of_shortage > at["slow_flows"].probability_of_shortage
    # Not on every path: the draws hold the uncertainty of the coefficients, a few of them below zero.
    assert ((at["slow_work"] - at["employment"])[:, -1] < 0).mean() > 0.98


def test_another_staffing_method_moves_the_classes_as_the_notebook_on_openings_says(run_notebook) -> None:
    at, _ = run_notebook(CHAIN)
    other, _ = run_notebook(CHAIN, "method=choice.method", 'method="damped_trend"')
    loss = {row["method"]: row["loss"] for row in at["choice"].to_rows()}
    assert other["shares"].method == "damped_trend" != at["shares"].method
    assert loss["damped_trend"] < 1.25 * loss[at["choice"].method]
    before, after = (found["ratio"].probabilities["very good"] for found in (at, other))
    assert 0.3 < before < 0.4
    assert 0.45 < after < 0.55


def test_the_notebook_on_openings_says_what_is_simulated_and_gives_an_interval_with_each_forecast(
    run_notebook,
) -> None:
    import altair as alt

    at, printed = run_notebook(CHAIN)
    titles = [
        v.title for v in at.values() if isinstance(v, alt.TopLevelMixin) and v.title is not alt.Undefined
    ]
    assert len(titles) == 2
    assert [t for t in titles if not re.match(r"Viet Nam|Simulated country", t)] == []
    forecasts = [line for line in printed.splitlines() if re.search(r"2030| ITA |leavers|entering", line)]
    bare = [line for line in forecasts if not re.search(r"\(.* to .*\)|ages as in", line)]
    assert len(forecasts) > 20 and bare == []
    # Viet Nam gets no ratio and no joint table.
    assert re.search(r"no ratio for Viet Nam; .*'occupation'", printed)
    assert re.search(
        r"industry × occupation: \['demo/employment_by_activity_occupation'\]$", printed, re.MULTILINE
    )
    text = CHAIN.read_text(encoding="utf-8")
    assert "**Tóm tắt.**" in text and "**mô phỏng**" in text and "cannot say" in text


ONE_SITE = ROOT / "examples/notebooks/what-one-job-site-shows.ipynb"


def test_the_notebook_on_one_site_states_no_trend_and_shows_what_would_fake_one(run_notebook) -> None:
    at, printed = run_notebook(ONE_SITE)
    # A source that begins: the sum of the sites "rises", the sites kept apart do not.
    assert "sites added up: flagged as rising" in printed and "sites kept apart: nothing rises" in printed
    assert at["total"][at["months"][-1]] > 2 * at["total"][at["months"][0]]
    assert 0.8 < at["index"].values[-1] / 100 < 1.25
    # Two months of two collections are refused; the simulated panel shows nothing in its first months.
    assert "E-NOW-001" in printed
    assert re.search(r"^ 2 months, .*: nothing$", printed, re.MULTILINE)
    assert re.search(r"^60 months, .*large_language_models", printed, re.MULTILINE)
    assert "employment follows: Used" in printed and "employment does not follow: Not used" in printed
    # Shares come with their intervals; what is simulated says so.
    assert len(re.findall(r"^\S.* %   \(95 %: +[\d.]+ to +[\d.]+\)$", printed, re.MULTILINE)) == 12
    text = ONE_SITE.read_text(encoding="utf-8")
    assert "**Tóm tắt.**" in text and "**mô phỏng**" in text and "not vacancies" in text


@pytest.mark.parametrize("path", PROGRAMS, ids=name_of)
def test_python_programs_run(path: Path, tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_chapters_of_the_accounts_name_calls_sections_and_tests_that_exist() -> None:
    import dubao.hierarchy
    import dubao.labour

    text = (ROOT / "docs/methods.md").read_text(encoding="utf-8")
    _, found, chapter = text.partition("## Accounting: a chapter per stage\n")
    assert found
    listed, _, sections = chapter.partition("\n## ")
    # Section → formulas in brackets behind its name.
    headings = dict(re.findall(r"^## (.*?)(?: \((F\d.*)\))?$", "\n## " + sections, re.MULTILINE))
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in listed.splitlines() if row[:1] == "|"
    ]
    assert len(rows) > 10 and all(len(row) == 5 for row in rows)
    wrong = []
    for stage, _, calls, read, tests in rows[2:]:
        for module, name in re.findall(r"`(labour|hierarchy)\.(\w+)`", calls):
            wrong += [f"{module}.{name}"] * (not hasattr(getattr(dubao, module), name))
        wrong += [read] * (read not in headings and not LINK.search(read))
        folder = ROOT
        named = re.findall(r"`([\w/.]+)`", tests)
        wrong += [f"{stage}: no test"] * (not named)
        for test in named:
            path = ROOT / test if "/" in test else folder / test
            folder = path.parent
            wrong += [test] * (
                not (path.is_file() or any(path.glob("*test*")))
            )  # a file, or a folder of tests
    assert wrong == []
    # Every section about a formula stands in the list.
    read = [row[3] for row in rows]
    assert [name for name, formulas in headings.items() if formulas and name not in read] == []


def error_docs():
    spec = importlib.util.spec_from_file_location("make_error_docs", ROOT / "scripts/make_error_docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_error_docs"] = module
    spec.loader.exec_module(module)
    return module


def test_the_errors_page_is_current_and_holds_every_id_used_in_the_code() -> None:
    module = error_docs()
    entries = module.collect()
    text = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### (\S+)$", text, re.MULTILINE))
    # Counted here without the script's reader: whole literals of the sources.
    used = set()
    for folder, patterns in (
        ("lib/include", ["*.hpp"]),
        ("bindings/src", ["*.cpp", "*.hpp"]),
        ("bindings/dubao", ["*.py"]),
    ):
        for pattern in patterns:
            for path in (ROOT / folder).rglob(pattern):
                source = (
                    re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
                    if path.suffix != ".py"
                    else path.read_text(encoding="utf-8")
                )
                used |= set(re.findall(r'"(E-[A-Z]{2,4}-\d{3})"', source))
    from dubao.errors import CORE_MESSAGES

    assert used - headings - set(CORE_MESSAGES) == set()
    assert headings == set(entries)
    assert text == module.page(entries), "run scripts/make_error_docs.py"


def test_every_error_has_a_cause_in_both_languages() -> None:
    text = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert [s.split("\n")[0] for s in sections if error_docs().UNTRANSLATED in s] == []
