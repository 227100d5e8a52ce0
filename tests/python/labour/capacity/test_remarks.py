"""Every remark has its words in both languages."""

from __future__ import annotations

from dubao.labour.capacity.remarks import TEXTS, remark


def test_every_remark_has_both_languages_and_names_its_subject() -> None:
    for code in TEXTS:
        one = remark(code, "HN/4802")
        assert one.vi != one.en
        assert one.text("vi").startswith("HN/4802: ") and one.text("en").startswith("HN/4802: ")
