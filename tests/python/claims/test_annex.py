"""The public annex lists scopes only; the internal one has findings in both languages."""

import pytest

from dubao.claims import Register, annex_rows

REGISTER = Register.read("vietnam-claims")


def test_the_public_table_holds_no_finding_and_no_arithmetic():
    rows = annex_rows(REGISTER, "public", "vi")
    assert len(rows) == len(REGISTER.claims)
    assert not {"finding", "arithmetic", "ratio"} & set(rows[0])
    assert not any("÷" in str(value) for row in rows for value in row.values())


def test_the_internal_table_says_the_same_in_both_languages():
    vi, en = (annex_rows(REGISTER, "internal", lang) for lang in ("vi", "en"))
    assert [r["pair"] for r in vi] == [r["pair"] for r in en]
    assert all(
        v["finding"] and e["finding"] and v["finding"] != e["finding"] for v, e in zip(vi, en, strict=True)
    )


def test_another_audience_is_refused():
    with pytest.raises(ValueError, match="audience"):
        annex_rows(REGISTER, "everybody")  # type: ignore[arg-type]
