"""The user's own rows take the place of the project's, and nothing of the project is touched."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from dubao.data import Catalogue, own, writing
from dubao.data.own import merge_rows, save_own_rows
from dubao.data.table import replace_rows
from dubao.errors import InputError

from .conftest import row


def own_rows(
    catalogue: Catalogue, folder: Path, *rows: dict, sources: list[dict[str, str]] | None = None
) -> Path:
    schema = catalogue.table("employment")
    typed = [{**r, "value": float(r["value"]), "standard_error": None} for r in rows]
    typed = [{k: v if v != "" else None for k, v in r.items()} for r in typed]
    return save_own_rows(
        replace_rows(schema, typed, list(range(2, len(typed) + 2))),
        schema,
        folder,
        catalogue.table("labour/sources"),
        sources or [],
    )


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(writing)
    assert (result.attempted > 1, result.failed) == (True, 0)


def test_own_rows_replace_the_same_period_and_add_new_ones(make_root, tmp_path: Path) -> None:
    root = make_root()
    before = (root / "labour" / "employment.csv").read_bytes()
    folder = tmp_path / "own"
    source = {"source_id": "nso", "title": "Yearbook"}
    own_rows(
        Catalogue(root),
        folder,
        row("2022", "130", source_id="nso", status="official_national"),
        row("2023", "140", source_id="nso"),
        sources=[source],
    )
    record = Catalogue(root, own=folder).series("xx.emp.62.T")
    assert (record.value("2021"), record.value("2022"), record.value("2023")) == (118.0, 130.0, 140.0)
    assert record.statuses[-2] == "official_national"
    assert record.source("2023").title == "Yearbook"  # type: ignore[union-attr]
    assert (root / "labour" / "employment.csv").read_bytes() == before
    assert Catalogue(root).series("xx.emp.62.T").value("2023") is None


def test_a_second_import_keeps_what_the_first_one_brought(make_root, tmp_path: Path) -> None:
    root, folder = make_root(), tmp_path / "own"
    own_rows(Catalogue(root), folder, row("2023", "140"))
    own_rows(Catalogue(root), folder, row("2024", "150"), row("2023", "141"))
    record = Catalogue(root, own=folder).series("xx.emp.62.T")
    assert (record.value("2023"), record.value("2024")) == (141.0, 150.0)


def test_text_that_looks_like_a_formula_is_escaped_on_disk_and_comes_back(make_root, tmp_path: Path) -> None:
    root, folder = make_root(), tmp_path / "own"
    path = own_rows(Catalogue(root), folder, row("2023", "140", note="=1+1"))
    assert ",'=1+1\n" in path.read_text(encoding="utf-8")
    assert Catalogue(root, own=folder).series("xx.emp.62.T").notes["2023"] == "=1+1"


def test_the_environment_variable_names_the_folder(
    make_root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = make_root(), tmp_path / "own"
    own_rows(Catalogue(root), folder, row("2023", "140"))
    monkeypatch.setenv(own.ENVIRONMENT, str(folder))
    assert Catalogue(root).series("xx.emp.62.T").last == "2023"


def test_a_folder_that_is_not_there_is_refused_and_named(make_root, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        Catalogue(make_root(), own=tmp_path / "none")
    assert refused.value.id == "E-CAT-008"
    assert refused.value.problems[0].file == str(tmp_path / "none")


def test_own_tables_are_checked_like_every_other(make_root, tmp_path: Path) -> None:
    root, folder = make_root(), tmp_path / "own"
    path = own_rows(Catalogue(root), folder, row("2023", "140"))
    path.write_text(path.read_text().replace("140", "many"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        Catalogue(root, own=folder).table("employment")
    assert [(p.id, p.row, p.column) for p in refused.value.problems] == [("E-DAT-004", 2, "value")]


def test_merging_keeps_the_order_of_the_base() -> None:
    base = [{"k": 1, "v": "a"}, {"k": 2, "v": "b"}]
    assert merge_rows(base, [{"k": 3, "v": "n"}, {"k": 1, "v": "c"}], ("k",)) == [
        {"k": 1, "v": "c"},
        {"k": 2, "v": "b"},
        {"k": 3, "v": "n"},
    ]
