"""Building and explaining: one step or nothing, the same bytes twice, an answer for every number."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from report_editions import EDITIONS, ROOT

from dubao.errors import ConfigurationError, InputError
from dubao.report import build, explain
from dubao.report.config import load
from dubao.report.explanation import explain_from

VIETNAM = EDITIONS / "vietnam-2026.toml"


@pytest.fixture(scope="module")
def small():
    configuration = load(VIETNAM)
    fewer = configuration.forecast.model_copy(update={"draws": 300, "scenario_to": 2031})
    # The international panels take as long as the rest and are tested with their chapter.
    tables = {k: v for k, v in configuration.tables.items() if not k.startswith("international_")}
    return configuration.model_copy(update={"forecast": fewer, "tables": tables})


@pytest.fixture(scope="module")
def built(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    return build(small, out / "a", formats=["csv"]), out


def digests(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_a_build_names_the_files_it_wrote(built):
    found, _ = built
    assert found.out.is_dir() and all(path.is_file() for path in found.files)
    names = {path.relative_to(found.out).as_posix() for path in found.files}
    assert "results.json" in names and any(n.startswith("csv/") for n in names)
    assert any(n.endswith("manifest.json") for n in names)


def test_the_same_configuration_gives_the_same_bytes_with_one_thread_or_two(small, built, monkeypatch):
    from dubao.report import edition

    first, out = built
    monkeypatch.setattr(edition, "commit", lambda: first.document.commit)
    one = small.model_copy(update={"forecast": small.forecast.model_copy(update={"threads": 1})})
    second = build(one, out / "b", formats=["csv"])
    a, b = digests(first.out), digests(second.out)
    assert a.keys() == b.keys()
    assert {name for name in a if a[name] != b[name]} == set()


@pytest.fixture
def composed_already(built, monkeypatch):
    """The document as built before, so that only writing happens again."""
    from dubao.report import edition

    found, _ = built
    monkeypatch.setattr(edition, "compose", lambda configuration: (found.document, found.context))


def test_building_again_replaces_the_files_and_keeps_others(small, built, composed_already):
    found, _ = built
    other = found.out / "notes-of-the-user.txt"
    other.write_text("mine", encoding="utf-8")
    build(small, found.out, formats=["csv"])
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_build_leaves_nothing_behind(small, tmp_path, monkeypatch, composed_already, stop):
    from dubao.report import edition

    def interrupted(*arguments):
        raise stop

    monkeypatch.setattr(edition, "write_results", interrupted)
    with pytest.raises(stop):
        build(small, tmp_path / "deep" / "report", formats=["csv"])
    assert list(tmp_path.iterdir()) == []


def test_an_issued_report_refuses_figures_read_at_a_public_copy(small, tmp_path):
    report = small.report.model_copy(update={"state": "issued"})
    issued = small.model_copy(update={"report": report})
    with pytest.raises(ConfigurationError) as caught:
        build(issued, tmp_path / "r", formats=["csv"])
    problem = caught.value.problems[0]
    assert (
        problem.id == "E-CFG-009" and "ILOSTAT" in problem.en and "accept_official_via" in problem.remedy_vi
    )
    assert list(tmp_path.iterdir()) == []


def test_every_number_is_explained_in_both_languages_from_the_results_file_alone(built):
    found, _ = built
    content = json.loads((found.out / "results.json").read_text(encoding="utf-8"))
    assert len(content["numbers"]) == len(found.document.store) > 200
    for number_id in content["numbers"]:
        one = explain_from(content, number_id)
        assert one.paragraph.vi and one.paragraph.en and number_id in one.text("vi")


def test_a_forecast_is_explained_with_sources_formula_and_assumptions(built):
    found, _ = built
    key = found.document.store.by_key("openings.isco25.total.high").id
    one = explain(key.lower(), report=found.out, lang="vi")
    text = str(one)
    for words in (
        "Định nghĩa",
        "Phạm vi",
        "ILOSTAT",
        "Công thức",
        "F9",
        "replacement.early_exit",
        "giả định",
        "Trả lời mẫu",
    ):
        assert words in text, words
    assert one.to_dict()["printed"]["vi"] and "80%" in one.paragraph.en


def test_an_unknown_number_or_report_is_refused_with_a_suggestion(built, tmp_path):
    found, _ = built
    with pytest.raises(InputError) as caught:
        explain("B4-999", report=found.out)
    assert caught.value.id == "E-EXP-003" and caught.value.problems[0].remedy_vi
    with pytest.raises(InputError) as caught:
        explain("B4-01", report=tmp_path)
    assert caught.value.id == "E-EXP-001"
    (tmp_path / "results.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        explain("B4-01", report=tmp_path)
    assert caught.value.id == "E-EXP-002"


def test_nothing_written_names_a_path_of_the_machine(built):
    found, _ = built
    for path in found.files:
        if path.suffix in (".json", ".csv", ".toml"):
            assert str(ROOT) not in path.read_text(encoding="utf-8")


def test_an_erratum_says_which_vintage_it_corrects(small):
    from dubao.report.document import Callout
    from dubao.report.edition import compose

    report = small.report.model_copy(update={"kind": "erratum", "supersedes": "vietnam-2026-20261122"})
    document, _ = compose(small.model_copy(update={"report": report}))
    first = document.chapters[0].blocks[0]
    assert isinstance(first, Callout) and "vietnam-2026-20261122" in first.text.vi
    assert document.kind == "erratum"


def test_an_accepted_public_copy_is_named_in_the_annex_of_sources(small):
    from dubao.report.edition import compose
    from dubao.report.glossary import rendered

    report = small.report.model_copy(update={"state": "issued"})
    accepted = small.catalogue.model_copy(
        update={"accept_official_via": True, "accepted_by": "Văn bản số 12"}
    )
    document, _ = compose(small.model_copy(update={"report": report, "catalogue": accepted}))
    assert any("Văn bản số 12" in words for words in rendered(document, "en"))
    assert not any("before issue" in c.source.en for c in document.charts())
