"""Candidates as text."""

from __future__ import annotations

from dubao.postings import CandidateOccupation
from dubao.postings.candidate_results import REJECTED, CandidateTraining, MonthShare


def candidate(**change: object) -> CandidateOccupation:
    base: dict = {
        "skills": ("python", "llm"), "label_vi": "", "label_en": "", "months": (MonthShare("2026-01", 3, 120, 0.025, 0.01, 0.06),),
        "since": "2025-02", "growth": 1.5, "growth_low": 1.1, "growth_high": 2.0, "evidence": (), "stability": 0.9, "nearest_code": "2512",
        "similarity": 0.4, "beside_code": "2512", "beside_similarity": 0.3, "pay": None, "places": (),
        "training": CandidateTraining("", (), ()), "postings": 3, "sources": ("a",), "rejected": (),
    }  # fmt: skip
    return CandidateOccupation(**{**base, **change})


def test_a_candidate_says_share_since_and_nearest_occupation_in_both_languages() -> None:
    assert candidate().statement("vi") == (
        "python, llm: 2,5% số tin 12 tháng cuối, từ 2025-02; 0 cặp kỹ năng có bằng chứng; độ ổn định 0,90; nghề gần nhất là 2512 (độ giống 0,40)."
    )
    assert "2.5% of the postings of the last 12 months" in candidate().statement("en")
    assert "chưa có tin mã hóa" in candidate(nearest_code="").statement("vi")


def test_a_name_is_given_by_people_and_then_shown() -> None:
    named = candidate().named("Kỹ sư mô hình ngôn ngữ", "Language model engineer")
    assert named.statement("vi").startswith("Kỹ sư mô hình ngôn ngữ (python, llm): 2,5%")
    assert named.statement("en").startswith("Language model engineer (python, llm): 2.5%")


def test_every_reason_is_there_in_both_languages() -> None:
    assert all(vi and en and vi != en for vi, en in REJECTED.values())
    assert candidate().to_dict()["months"][0]["month"] == "2026-01"
