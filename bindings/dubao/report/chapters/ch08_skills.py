"""Chapter 8: skills. What advertisements show over time or at one time, what panels abroad show, and demand for skills."""

from __future__ import annotations

from dubao.report.chapters import (
    skills_cross_section,
    skills_demand,
    skills_international,
    skills_pay,
    skills_shares,
)
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.pipeline_skills import CrossSection
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter("8", Text("Kỹ năng", "Skills"), "skills")
    found: CrossSection | None = context.results.extra.get("cross_section")  # type: ignore[assignment]
    over_time = context.table("skills") is not None
    if over_time:
        skills_shares.write(context, w)
    else:
        w.say(
            "Chưa có bảng số liệu theo thời gian về kỹ năng mà chỗ làm đòi hỏi, nên chương này **không nêu xu hướng kỹ năng ở Việt Nam**."
            + (" Phần đầu là số liệu tại một thời điểm của một trang tuyển dụng; phần sau là tín hiệu quốc tế." if found else ""),
            "There is no table over time of the skills that jobs ask for, so that this chapter **states no trend of skills in Viet Nam**."
            + (" The first part is one job site at one time; the second, international signals." if found else ""),
        )  # fmt: skip
    skills_demand.write(context, w)
    skills_pay.write(context, w)
    if found is not None:
        skills_cross_section.write(context, w, found)
    if not over_time:
        _what_would_change_it(context, w)
    skills_international.write(context, w)
    return w.chapter()


def _what_would_change_it(context: Context, w: ChapterWriter) -> None:
    w.head("Điều kiện để nêu xu hướng", "What a trend would need")
    w.say(
        "Quy tắc, công bố trước khi có số liệu: xu hướng kỹ năng chỉ được nêu khi có ít nhất **36 tháng** tin đã khử trùng lặp, có ngày đăng, từ ít nhất hai nguồn được ghi riêng; khi đó mỗi kỹ năng được kiểm tra hằng tháng với tỷ lệ phát hiện sai được kiểm soát (chương 9), và nguồn mới mở hay đóng không được tính là xu hướng. Chỉ số tin tuyển dụng cũng chỉ được dùng để cập nhật dự báo ngắn hạn khi kiểm tra lùi cho thấy có ích.",
        "The rule, published before there are data: a trend of skills is stated only with at least **36 months** of de-duplicated advertisements with their day of publication, from at least two sources kept apart; each skill is then tested every month with false discoveries controlled (chapter 9), and a source that opens or closes is no trend. An index of advertisements updates the short-term forecast only where the backtest shows that it helps.",
    )
    if context.table("skill_importance") is None:
        w.say(
            "Nhu cầu về từng kỹ năng, tính từ việc làm và chỗ làm cần tuyển theo nghề, cần thêm hai bảng: mức quan trọng của kỹ năng trong từng nghề và mức mà chương trình đào tạo dạy từng kỹ năng. Có hai bảng này thì chương nêu được kỹ năng nào chỗ làm cần nhiều hơn chương trình dạy.",
            "Demand for each skill, from employment and openings by occupation, needs two more tables: the importance of skills in each occupation and the level at which programmes teach them. With both this chapter tells which skills openings need more than programmes teach.",
        )
    w.missing(context, "skills")
