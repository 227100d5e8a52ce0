"""Coded postings: from tables and from coders."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.postings import CodedPosting, Posting, code_postings, coded_postings
from dubao.postings.coded import as_coded

ROW = {
    "month": "2026-03",
    "source": "a",
    "skills": "sql|python|sql",
    "salary_low": "12.5",
    "salary_high": "",
    "experience": None,
}


def test_a_row_keeps_what_it_says_and_nothing_else() -> None:
    [one] = coded_postings([ROW], salary_unit=1e6, salary_currency="VND", salary_period="month")
    assert one.skills == ("python", "sql")
    assert (one.posting.salary_low, one.posting.salary_high, one.posting.salary_status) == (
        12.5e6,
        None,
        "stated",
    )
    assert one.experience is None and one.occupation == ""
    [silent] = coded_postings([{**ROW, "salary_low": ""}], salary_currency="VND", salary_period="month")
    assert (silent.posting.salary_currency, silent.posting.salary_status) == ("", "")


def test_rows_that_cannot_be_read_are_named_all_at_once() -> None:
    with pytest.raises(InputError) as error:
        coded_postings([ROW, {**ROW, "salary_low": "12,5"}, {**ROW, "experience": "hai"}])
    assert [(p.id, p.row) for p in error.value.problems] == [("E-CND-001", 2), ("E-CND-001", 3)]
    with pytest.raises(InputError, match="skills"):
        coded_postings([{"month": "2026-03", "source": "a"}] * 3)


def test_a_coder_gives_occupation_and_role() -> None:
    class Coder:
        def code_many(self, postings: list[Posting]) -> list[object]:
            return [type("Coding", (), {"occupation": "2512", "role": p.title})() for p in postings]

    posting = Posting("a", "1", None, "2026-03", "dev", "Go, SQL")
    [one] = code_postings([posting], lambda p: ["sql", "go", "sql"], Coder())
    assert one == CodedPosting(posting, ("go", "sql"), "2512", "dev")


def test_plain_and_coded_postings_may_be_mixed() -> None:
    coded = CodedPosting(Posting("a", "1", None, "2026-03", "x"), ("own",))
    assert [r.skills for r in as_coded([coded, Posting("a", "2", None, "2026-03", "x", "SQL")])] == [
        ("own",),
        ("sql",),
    ]


def test_coded_rows_lead_to_nobody_either() -> None:
    secret = "0912.345.678 a [at] b.vn"
    row = {
        "month": "2026-03", "source": f"trang {secret}", "skills": f"python|{secret}", "posting_id": secret, "title": secret, "place": secret,
        "employer": secret, "role": secret, "occupation": secret,
    }  # fmt: skip
    kept = repr(coded_postings([row]))
    assert "345" not in kept and "b.vn" not in kept and "python" in kept
    with pytest.raises(InputError) as caught:
        coded_postings([{**row, "salary_low": secret, "experience": "0912345678 năm"}])
    said = str(caught.value) + caught.value.problems[0].vi
    assert "345" not in said and "salary_low" in said and "experience" in said


@pytest.mark.parametrize("month", ["2026-13", "May", "", None, "2026-3", "٢٠٢٦-03"])
def test_a_month_that_is_none_is_counted_in_no_month(month) -> None:
    found = coded_postings([{"month": month, "source": "a", "skills": "python"}])
    assert found[0].posting.month == "" and found[0].posting.day is None


@pytest.mark.parametrize("cell", [10**400, "1e999", float("inf"), "nan"])
def test_numbers_without_end_are_refused_by_the_name_of_their_column(cell) -> None:
    with pytest.raises(InputError) as caught:
        coded_postings([{"month": "2026-03", "source": "a", "skills": "", "salary_high": cell}])
    assert "salary_high" in str(caught.value)
