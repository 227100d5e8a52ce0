"""The configuration: every problem at once, with line, key path and suggestion, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dubao.errors import ConfigurationError
from dubao.report import config

ROOT = Path(__file__).resolve().parents[3]
VIETNAM = ROOT / "examples" / "reports" / "vietnam-2026.toml"
TEXT = VIETNAM.read_text(encoding="utf-8")


def problems(text: str):
    with pytest.raises(ConfigurationError) as caught:
        config.parse(text, "edition.toml")
    return caught.value.problems


def test_the_edition_of_the_repository_is_accepted_and_its_data_folder_found():
    found = config.load(VIETNAM)
    assert found.headline.key == "isco25"
    assert found.catalogue.root == (ROOT / "datasets").resolve()
    assert found.report.state == "draft" and not found.letterhead.number


def test_an_unknown_key_is_refused_with_a_suggestion_and_its_line():
    found = problems(TEXT.replace("draws = 2000", "draw = 2000"))
    assert [p.id for p in found] == ["E-CFG-001"]
    line = TEXT.splitlines().index("draws = 2000") + 1
    assert found[0].row == line and found[0].argument == "forecast.draw"
    assert '"draws"' in found[0].remedy_en and '"draws"' in found[0].remedy_vi


def test_all_problems_are_reported_at_once_in_both_languages():
    broken = TEXT.replace("seed = 146", "sed = 146").replace('state = "draft"', 'state = "drafted"')
    found = problems(broken)
    assert sorted(p.id for p in found) == ["E-CFG-001", "E-CFG-002", "E-CFG-003"]
    for problem in found:
        assert problem.text("vi") != problem.text("en") and problem.row is not None


def test_a_key_of_a_second_group_is_named_with_the_line_of_that_group():
    found = problems(
        TEXT.replace(
            'label_en = "Employment in telecommunications', 'labl_en = "Employment in telecommunications'
        )
    )
    unknown = next(p for p in found if p.id == "E-CFG-001")
    assert TEXT.splitlines()[unknown.row - 1].startswith('label_en = "Employment in telecommunications')


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('state = "draft"', 'state = "issued"'), "letterhead.number"),
        (('kind = "annual"', 'kind = "erratum"'), "supersedes"),
        (('key = "isic61"', 'key = "isic26"'), "isic26"),
        (('parts = ["isic62", "isic63"]', 'parts = ["isic62", "isic99"]'), "isic99"),
        (("forecast_to = 2030", "forecast_to = 2024"), "estimate_to"),
        (('place_vi = "Hà Nội"', 'place_vi = "Hà Nội"\nnumber = "05"'), "letterhead.number"),
    ],
)
def test_keys_that_contradict_each_other_are_refused(change, words):
    found = problems(TEXT.replace(*change))
    assert found[0].id == "E-CFG-004"
    assert words in found[0].en and words in found[0].vi


def test_an_issued_report_with_number_date_and_signatory_is_accepted():
    issued = TEXT.replace('state = "draft"', 'state = "issued"').replace(
        'place_vi = "Hà Nội"',
        'place_vi = "Hà Nội"\nnumber = "05"\ndate = 2026-12-15\nsignatory = "Nguyễn Văn A"',
    )
    assert config.parse(issued, "x.toml").letterhead.signatory == "Nguyễn Văn A"


def test_a_file_that_is_missing_not_utf8_or_not_toml_is_named(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        config.load(tmp_path / "none.toml")
    assert caught.value.id == "E-CFG-005"
    (tmp_path / "a.toml").write_bytes("[report]\ntitle_vi = 'Báo cáo'\n".encode("utf-16"))
    with pytest.raises(ConfigurationError) as caught:
        config.load(tmp_path / "a.toml")
    assert caught.value.id == "E-CFG-006"
    (tmp_path / "b.toml").write_text("[report\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        config.load(tmp_path / "b.toml")
    assert caught.value.id == "E-CFG-007" and caught.value.problems[0].row == 1


def test_a_data_folder_that_is_not_there_is_named_with_its_line(tmp_path):
    (tmp_path / "a.toml").write_text(
        TEXT.replace('root = "../../datasets"', 'root = "nowhere"'), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError) as caught:
        config.load(tmp_path / "a.toml")
    problem = caught.value.problems[0]
    assert problem.id == "E-CFG-008" and TEXT.splitlines()[problem.row - 1].startswith("root")


def test_the_committed_json_schema_is_that_of_the_models():
    committed = json.loads(
        (Path(config.__file__).with_name("config.schema.json")).read_text(encoding="utf-8")
    )
    assert committed == json.loads(json.dumps(config.schema(), ensure_ascii=False))
