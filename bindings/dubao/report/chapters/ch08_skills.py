"""Chapter 8: skills. Drawn from advertisements read over time when such a table exists."""

from __future__ import annotations

from dubao.report.chapters import skills_shares
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter("8", Text("Kỹ năng", "Skills"), "skills")
    if context.table("skills") is None:
        w.say(
            "Chưa có bảng số liệu theo thời gian về kỹ năng mà chỗ làm đòi hỏi. Số tin tuyển dụng đọc được chỉ của một trang, trong vài tuần, chưa lọc trùng lặp đầy đủ và không hiệu chỉnh về tổng chính thức, nên không dùng làm kết quả.",
            "There is no table over time of the skills that jobs ask for. The advertisements that could be read come from one site and a few weeks, are not fully freed of duplicates and not calibrated to official totals; they are no result.",
        )
        w.missing(context, "skills")
    else:
        skills_shares.write(context, w)
    return w.chapter()
