"""Words in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One text in Vietnamese and English."""

    vi: str
    en: str


#: Findings and their words; none of them judges.
FINDINGS: dict[str, Words] = {
    "consistent": Words("cùng phạm vi, khớp nhau", "same scope and consistent"),
    "figures_differ": Words("cùng phạm vi, hai con số khác nhau", "same scope, the figures differ"),
    "other_scope": Words("khác phạm vi", "other scope"),
    "stock_against_flow": Words("số tại một thời điểm so với số trong một kỳ", "stock against flow"),
    "not_enough_information": Words("chưa đủ thông tin để so sánh", "not enough information to compare"),
}
