"""Columns of a file of postings."""

from __future__ import annotations

from dubao.errors import Collector
from dubao.postings.columns import find_columns


def found(header: list[str], **given: str) -> tuple[dict[str, str], list[str]]:
    problems = Collector()
    columns = find_columns(header, given, "a.csv", problems)
    return columns, [p.id for p in problems.problems]


def test_headings_in_both_languages_and_with_both_in_one() -> None:
    assert found(["Job title", "Description"])[0] == {"title": "Job title", "text": "Description"}
    assert found(["Chức danh / Title", "Mức lương (salary)"])[0] == {
        "title": "Chức danh / Title",
        "salary": "Mức lương (salary)",
    }


def test_a_column_the_user_gives_to_one_field_serves_no_other() -> None:
    columns, problems = found(["title", "description"], title="description")
    assert columns == {"title": "description"}
    assert problems == []


def test_a_file_without_titles_and_texts_is_refused_without_showing_who_can_be_reached() -> None:
    problems = Collector()
    find_columns(["0912345678", "an@congty.vn"], {}, "a.csv", problems)
    (problem,) = problems.problems
    assert problem.id == "E-POST-001"
    assert "0912" not in problem.text("vi") and "congty" not in problem.text("en")


def test_a_mistyped_heading_is_told_with_the_nearest() -> None:
    problems = Collector()
    find_columns(["title", "noi dung"], {"text": "noi dug"}, "a.csv", problems)
    assert problems.problems[0].id == "E-POST-002"
    assert "noi dung" in problems.problems[0].en
