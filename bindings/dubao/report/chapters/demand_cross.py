"""The cross table of industry and occupation in chapter 4: drawn when a table exists, a box otherwise.

Two margins alone give no cross table: independence is not information and a foreign structure is not this country's.
"""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter


def write(context: Context, w: ChapterWriter) -> None:
    if context.table("employment_by_activity_occupation") is None:
        w.head("Bảng chéo ngành và nghề", "Industry by occupation")
        w.say(
            "Hai biên (theo ngành và theo nghề) được dự báo riêng. Không lập bảng chéo vì không có số liệu; báo cáo không giả định hai phân bố độc lập và không mượn cơ cấu của nước khác.",
            "The two margins (by industry and by occupation) are forecast separately. No cross table is made, since there are no data; the report neither assumes independence nor borrows another country's structure.",
        )
        w.missing(context, "employment_by_activity_occupation", "scenario_factors")
