"""The command line helps, names mistakes in the user's language, and ends with the promised exit code."""

from __future__ import annotations

import doctest

import pytest

import dubao as package
from dubao import cli
from dubao.cli import run
from dubao.cli.commands import forecasts, reports

COMMANDS = (
    (), ("check",), ("forecast",), ("backtest",), ("report",), ("explain",), ("score",), ("data",), ("data", "list"), ("data", "show"),
    ("data", "template"), ("data", "import"), ("data", "bridge"), ("vintage",), ("vintage", "diff"), ("scenario",), ("scenario", "check"),
    ("scenario", "diff"), ("intake",), ("claims",), ("security",), ("skills",),
)  # fmt: skip


def test_the_examples_of_the_modules_run() -> None:
    for module in (run, cli, forecasts, reports):
        result = doctest.testmod(module)
        assert (result.attempted > 0, result.failed) == (True, 0)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: " ".join(w) or "dubao")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_command_explains_itself_in_both_languages(dubao, words: tuple[str, ...], lang: str) -> None:
    result = dubao("--lang", lang, *words, "--help")
    assert result.code == 0
    assert "Usage: dubao" in result.out
    assert ("In hướng dẫn này" in result.out) == (lang == "vi")
    assert ("Show this message" in result.out) == (lang == "en")
    assert result.err == ""


def test_the_version_is_that_of_the_package(dubao) -> None:
    assert dubao("--version").out == f"dubao {package.__version__}\n"


@pytest.mark.parametrize(
    ("words", "id", "hint"),
    [
        (("checks", "a.csv"), "E-CLI-002", "did you mean “check”"),
        (("data", "lst"), "E-CLI-002", "did you mean “list”"),
        (("check", "a.csv", "--jsn"), "E-CLI-001", "did you mean “--json”"),
        (("forecast", "x", "--horizn", "3"), "E-CLI-001", "did you mean “--horizon”"),
        (("report", "a.toml"), "E-CLI-003", "--out"),
        (("explain",), "E-CLI-003", "ID"),
        (("explain", "a", "b"), "E-CLI-004", "b"),
        (("forecast", "x", "--horizon", "many"), "E-CLI-005", "--horizon"),
        (("forecast", "x", "--horizon", "0"), "E-CLI-005", "at least 1"),
        (("forecast", "x", "--level", "120"), "E-CLI-005", "between 0 and 100"),
        (("report", "a.toml", "--out", "b", "--lang", "fr"), "E-CLI-005", "use: vi, en"),
        (("report", "a.toml", "--out", "b", "--format", "html,pfd"), "E-CLI-005", "did you mean “pdf”"),
        (("check", "a.csv", "--number-format", "fr"), "E-CLI-005", "vi, en, plain"),
        (("check", "a.csv", "--encoding", "tcvn"), "E-CLI-005", "did you mean “tcvn3”"),
        (("--lang", "fr", "data", "list"), "E-CLI-005", "vi, en"),
        (("data", "bridge", "province", "x"), "E-CLI-005", "did you mean “provinces”"),
    ],
)  # fmt: skip
def test_mistakes_end_with_exit_code_2_and_a_hint(dubao, words: tuple[str, ...], id: str, hint: str) -> None:
    result = dubao(*words)
    assert result.code == 2
    assert result.err.startswith(id)
    assert hint in result.err
    assert result.out == ""


def test_messages_are_in_the_language_asked_for(dubao, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "không có lệnh này (có phải là “check”?)" in dubao("--lang", "vi", "checks").err
    assert "there is no such command" in dubao("--lang=en", "checks").err
    monkeypatch.setenv("DUBAO_LANG", "vi")
    assert "không có lệnh này" in dubao("checks").err


def test_the_languages_of_a_report_are_not_the_language_of_messages() -> None:
    assert run.language_of(["report", "a.toml", "--lang", "en"]) == run.user_language()
    assert run.language_of(["--lang", "en", "report", "a.toml", "--lang", "vi"]) == "en"


def test_global_options_may_stand_after_the_command(dubao) -> None:
    assert "không có lệnh này" in dubao("checks", "--lang", "vi").err
    assert "Không" in dubao("check", "none.csv", "--lang=vi").out
    assert dubao("--json", "check", "none.csv").json["ok"] is False


def test_vietnamese_is_written_whatever_the_terminal_speaks() -> None:
    import os
    import subprocess
    import sys

    code = "import sys; from dubao.cli import main; sys.exit(main(['--lang', 'vi', 'checks']))"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "không có lệnh này" in done.stderr.decode("utf-8")


def test_problems_come_as_json_when_asked(dubao) -> None:
    result = dubao("data", "show", "vn.emp.isco08.25.Q", "--json")
    assert result.code == 1
    assert result.json["ok"] is False
    assert result.json["problems"][0]["id"] == "E-CAT-003"
    assert result.json["problems"][0]["message_vi"]
    assert result.err == ""


def test_no_command_prints_the_help_and_is_a_mistake(dubao) -> None:
    result = dubao()
    assert result.code == 2
    assert "Commands" in result.out


def test_a_fault_of_the_program_is_told_in_one_line(dubao, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("dubao.data.Catalogue", broken)
    result = dubao("data", "list")
    assert result.code == 1
    assert result.err.startswith("E-INT-001")
    assert "division by zero" in result.err
    monkeypatch.setenv("DUBAO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        dubao("data", "list")


def test_commands_of_later_versions_are_absent_not_empty(dubao) -> None:
    assert dubao("cybersecurity").err.startswith("E-CLI-002")


def test_a_missing_package_names_the_command_that_installs_it(dubao, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "dubao.cli.app", None)
    real = __import__

    def without_typer(name: str, *args: object, **kwargs: object) -> object:
        if name == "dubao.cli.app":
            raise ImportError("No module named 'typer'", name="typer")
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("builtins.__import__", without_typer)
    result = dubao("--version")
    assert result.code == 1
    assert 'pip install "dubao[report]"' in result.err
