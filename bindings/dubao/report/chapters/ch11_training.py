"""Chapter 11: training solutions by gap."""

from __future__ import annotations

from dubao.report.chapters import training_routes
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter("11", Text("Giải pháp đào tạo", "Training solutions"), "training")
    if context.table("training_routes") is None:
        w.say(
            "Giải pháp đào tạo chỉ đề xuất được khi biết khoảng cách cung – cầu theo cùng phạm vi và năng lực của từng hình thức (đào tạo văn bằng, nâng cao kỹ năng, đào tạo lại). Cả hai chưa có số liệu.",
            "Training solutions can be proposed only when the gap between supply and demand is known on one scope, and the capacity of each route (degree, upskilling, reskilling). There are no data for either.",
        )
        w.missing(context, "training_routes")
    else:
        training_routes.write(context, w)
    return w.chapter()
