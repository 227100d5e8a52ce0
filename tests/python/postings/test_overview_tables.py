"""Tables of an overview."""

from __future__ import annotations

from datetime import date

from dubao.postings import CodedPosting, Posting, coverage, deduplicate, read_records
from dubao.postings.overview import overview
from dubao.postings.overview_tables import overview_tables, source_tables

LABELS = {"sql": ("SQL vi", "SQL en"), "java": ("Java vi", "Java en")}


def test_pairs_and_what_is_undetermined_have_names_in_both_languages() -> None:
    rows = [CodedPosting(Posting("a", str(n), None, "2026-03", "x"), ("java", "sql")) for n in range(6)]
    tables = {t.name: t for t in overview_tables(overview(rows), LABELS)}
    assert set(tables) == {"skills", "roles", "occupations", "pairs", "months"}
    assert (tables["pairs"].cell(0, "label_vi"), tables["pairs"].cell(0, "label_en")) == (
        "Java vi + SQL vi",
        "Java en + SQL en",
    )
    assert (tables["roles"].cell(0, "label_vi"), tables["roles"].cell(0, "label_en")) == (
        "chưa xác định",
        "undetermined",
    )
    assert tables["months"].cell(0, "label_en") == "all postings"
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert table.vi and table.en and all(c.vi and c.en for c in table.columns)


def test_sources_say_what_was_read_and_what_was_a_repeat() -> None:
    text = "Python và SQL " * 20
    read = read_records(
        [{"title": "Kỹ sư", "text": text + end, "date": date(2026, 3, 2), "id": end} for end in ("a", "b")] + [{"title": ""}],
        source="=cmd", as_of="2026-04-01",
    )  # fmt: skip
    reading, covered = source_tables(read.report, coverage(read.postings), deduplicate(read.postings))
    counts = {row[0]: row[3] for row in reading.rows}
    assert (counts["empty_row"], counts["near_text"], counts["same_id"]) == (1.0, 1.0, 0.0)
    assert covered.cell(0, "source") == "=cmd" and covered.cell(0, "postings") == 2.0
