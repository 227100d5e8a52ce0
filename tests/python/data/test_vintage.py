"""Vintages: written once and whole, the same bytes for the same run, compared and scored."""

from __future__ import annotations

import doctest
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dubao import _core
from dubao.data import Catalogue, vintage, vintage_score, vintage_tables
from dubao.data.vintage import (
    Manifest,
    find_vintages,
    quantile_rows,
    query,
    read_vintage,
    sha256,
    write_vintage,
)
from dubao.data.vintage_diff import diff_vintages
from dubao.data.vintage_score import crps_of_quantiles, observed_in, require_scored, score_vintages
from dubao.errors import InputError

from .conftest import GOOD, row

pytest.importorskip("pyarrow")

MANIFEST = Manifest("vn-2021", "2022-01-15", "2021-12-31", 7, commit="abc", inputs={"labour/employment": "1"})
CONFIG = '[forecast]\nseed = 7\n\n[assumptions]\nexit_rate = "a"\n\n[report]\ntitle = "x"\n'
QUANTILES = {0.025: -20.0, 0.1: -10.0, 0.25: -5.0, 0.5: 0.0, 0.75: 5.0, 0.9: 10.0, 0.975: 20.0}


def forecasts(centre: float = 121.0, step: float = 3.0, model: str = "Ensemble") -> list[dict[str, Any]]:
    centres = [centre + step * k for k in range(2)]
    quantiles = {p: [c + shift for c in centres] for p, shift in QUANTILES.items()}
    return quantile_rows("xx.emp.62.T", ["2022", "2023"], quantiles, model=model, unit="thousand_persons")


def observations(values: dict[str, float]) -> list[dict[str, Any]]:
    return [
        {"unique_id": "xx.emp.62.T", "ds": ds, "value": v, "unit": "thousand_persons"}
        for ds, v in values.items()
    ]


HISTORY = observations({"2020": 115.0, "2021": 118.0})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., vintage.Vintage]:
    def make(
        manifest: Manifest = MANIFEST, folder: str = "vintages", configuration: str = CONFIG, **tables: Any
    ) -> vintage.Vintage:
        tables = {"forecasts": forecasts(), "observations": HISTORY, **tables}
        return read_vintage(write_vintage(tmp_path / folder, manifest, configuration=configuration, **tables))

    return make


def test_the_examples_of_the_modules_run() -> None:
    for module in (vintage, vintage_tables, vintage_score):
        assert doctest.testmod(module).failed == 0


def test_a_vintage_holds_what_it_was_given(write) -> None:
    made = write()
    assert sorted(p.name for p in made.path.iterdir()) == [
        "config.toml", "datapackage.json", "evaluation.parquet", "forecasts.parquet", "manifest.json", "observations.parquet",
    ]  # fmt: skip
    assert made.configuration == CONFIG
    assert made.manifest.configuration_digest == sha256(CONFIG)
    assert (made.manifest.seed, made.manifest.commit, made.manifest.created) == (7, "abc", "2022-01-15")
    medians = [r for r in made.rows("forecasts") if r["output_type"] == "median"]
    assert [(r["ds"], r["horizon"], r["value"]) for r in medians] == [("2022", 1, 121.0), ("2023", 2, 124.0)]


def test_the_same_run_gives_the_same_bytes_in_any_order_of_rows(write) -> None:
    one = write()
    two = write(folder="again", forecasts=forecasts()[::-1], observations=HISTORY[::-1])
    assert {p.name: p.read_bytes() for p in one.path.iterdir()} == {
        p.name: p.read_bytes() for p in two.path.iterdir()
    }


def test_a_vintage_is_never_overwritten(write) -> None:
    before = {p.name: p.read_bytes() for p in write().path.iterdir()}
    with pytest.raises(InputError) as refused:
        write(forecasts=forecasts(999.0))
    assert refused.value.id == "E-VIN-001"
    assert "supersedes" in refused.value.text("vi")
    assert {p.name: p.read_bytes() for p in Path(refused.value.problems[0].file).iterdir()} == before


@pytest.mark.parametrize(
    "change", [{"id": "a/b"}, {"id": ""}, {"created": "today"}, {"data_cutoff": ""}, {"status": "final"}]
)
def test_a_manifest_that_cannot_be_is_refused_before_anything_is_written(
    write, tmp_path: Path, change: dict[str, str]
) -> None:
    with pytest.raises(InputError) as refused:
        write(replace(MANIFEST, **change))
    assert refused.value.id == "E-VIN-002"
    assert not list(tmp_path.iterdir())


def test_rows_with_missing_or_unknown_columns_are_all_named(write, tmp_path: Path) -> None:
    rows = forecasts()
    bad = [{**rows[0], "unit": None}, {**rows[1], "colour": "red"}, {**rows[2], "output_type": "sample"}]
    with pytest.raises(InputError) as refused:
        write(forecasts=bad)
    assert [(p.id, p.row, p.column) for p in refused.value.problems] == [
        ("E-VIN-003", 2, "unit"), ("E-VIN-003", 3, "colour"), ("E-VIN-003", 4, "output_type"),
    ]  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_a_file_changed_after_writing_is_found_out(write) -> None:
    made = write()
    (made.path / "config.toml").write_text("[forecast]\nseed = 8\n")
    (made.path / "evaluation.parquet").unlink()
    with pytest.raises(InputError) as refused:
        read_vintage(made.path)
    assert [(p.id, Path(p.file).name) for p in refused.value.problems] == [
        ("E-VIN-005", "config.toml"),
        ("E-VIN-005", "evaluation.parquet"),
    ]


def test_a_folder_that_is_no_vintage_is_refused(tmp_path: Path) -> None:
    for call in (read_vintage, find_vintages):
        with pytest.raises(InputError) as refused:
            call(tmp_path)
        assert refused.value.id == "E-VIN-004"


def test_the_description_names_every_table_with_its_columns_and_digest(write) -> None:
    made = write()
    descriptor = json.loads((made.path / "datapackage.json").read_text())
    assert [r["name"] for r in descriptor["resources"]] == ["forecasts", "observations", "evaluation"]
    for resource in descriptor["resources"]:
        assert resource["hash"] == "sha256:" + sha256(made.path / resource["path"])
        assert all(f["description_vi"] for f in resource["schema"]["fields"])


def test_vintages_are_queried_together_by_the_embedded_engine(write, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    write()
    write(replace(MANIFEST, id="vn-2022", created="2023-01-15"), forecasts=forecasts(130.0))
    found = find_vintages(tmp_path)
    rows = query("SELECT vintage_id, max(value) AS high FROM forecasts GROUP BY 1 ORDER BY 1", found)
    assert rows == [{"vintage_id": "vn-2021", "high": 144.0}, {"vintage_id": "vn-2022", "high": 153.0}]
    with pytest.raises(InputError) as refused:
        query("SELECT * FROM read_csv('/etc/hostname')", found)
    assert refused.value.id == "E-VIN-006"


# -- differences -----------------------------------------------------------------------------------------------------------
def test_a_vintage_does_not_differ_from_itself(write) -> None:
    made = write()
    assert diff_vintages(made, made).same


def test_causes_are_told_apart(write) -> None:
    configuration = CONFIG.replace('"a"', '"b"').replace('"x"', '"y"').replace("seed = 7", "seed = 8")
    later = write(
        replace(
            MANIFEST,
            id="later",
            seed=8,
            commit="def",
            data_cutoff="2022-12-31",
            inputs={"labour/employment": "2", "x/assumptions": "1"},
        ),
        configuration=configuration,
        observations=observations({"2020": 115.5, "2021": 118.0, "2022": 122.0}),
        forecasts=forecasts(122.0),
    )
    found = diff_vintages(write(), later)
    assert [(c.cause, c.what) for c in found.causes] == [
        ("data", "data_cutoff"),
        ("data", "inputs: labour/employment"),
        ("data", "observation added: xx.emp.62.T 2022"),
        ("data", "observation revised: xx.emp.62.T 2020"),
        ("model", "commit"),
        ("model", "config: forecast.seed"),
        ("model", "seed"),
        ("assumptions", "config: assumptions.exit_rate"),
        ("assumptions", "inputs: x/assumptions"),
        ("presentation", "config: report.title"),
    ]
    assert [(v["ds"], v["before"], v["after"], v["change"]) for v in found.summary()] == [
        ("2022", 121.0, 122.0, 1.0),
        ("2023", 124.0, 125.0, 1.0),
    ]


def test_forecasts_that_only_one_vintage_has_are_listed_without_a_change(write) -> None:
    found = diff_vintages(write(), write(replace(MANIFEST, id="other"), forecasts=forecasts(model="Naive")))
    assert len(found.values) == len(forecasts()) * 2
    assert all(v["change"] is None for v in found.values)


# -- scores ----------------------------------------------------------------------------------------------------------------
def test_scores_are_those_computed_by_hand(write, make_root) -> None:
    # Forecast 121 and 124, observed 121 and 130; the naive forecast is 118.
    catalogue = Catalogue(make_root([*GOOD, row("2023", "130")]))
    scores = score_vintages([write()], observed_in(catalogue))
    whole = {r["metric"]: r["value"] for r in scores.rows if r["horizon"] is None}
    assert whole["WAPE"] == pytest.approx((0 + 6) / (121 + 130))
    assert whole["WAPE-naive"] == pytest.approx((3 + 12) / (121 + 130))
    assert whole["skill"] == pytest.approx(1 - 6 / 15)
    assert (whole["coverage-50"], whole["coverage-80"], whole["coverage-95"]) == (0.5, 1.0, 1.0)
    by_horizon = {(r["horizon"], r["metric"]): r["count"] for r in scores.rows}
    assert by_horizon[1, "WAPE"] == by_horizon[2, "WAPE"] == 1
    assert by_horizon[None, "WAPE"] == 2


def test_periods_not_yet_observed_and_across_a_break_are_left_out_and_counted(write, make_root) -> None:
    made = write()
    observed = observed_in(Catalogue(make_root([*GOOD])))
    assert score_vintages([made], observed).left_out == {"not observed": 1}
    broken = [*GOOD[:-1], {**GOOD[-1], "break_before": "1"}, row("2023", "130")]
    scores = score_vintages([made], observed_in(Catalogue(make_root(broken))))
    assert scores.rows == []
    assert scores.left_out == {"across a break": 2}
    with pytest.raises(InputError) as refused:
        require_scored(scores)
    assert refused.value.id == "E-VIN-007"


def test_a_claim_is_no_observation_to_score_by(write, make_root) -> None:
    claimed = [*GOOD[:-1], {**GOOD[-1], "status": "claim"}]
    assert score_vintages([write()], observed_in(Catalogue(make_root(claimed)))).left_out == {
        "unknown series": 2
    }


def test_the_quantile_form_of_the_score_tends_to_that_of_the_draws() -> None:
    # 999 quantiles of 200,000 draws against the fair estimate from the draws themselves.
    draws = np.random.default_rng(3).normal(10.0, 2.0, 200_000)
    levels = np.arange(1, 1000) / 1000
    quantiles = dict(zip(levels.tolist(), np.quantile(draws, levels).tolist(), strict=True))
    for actual in (7.0, 10.0, 13.5):
        assert crps_of_quantiles(actual, quantiles) == pytest.approx(_core.crps(actual, draws), rel=0.005)
