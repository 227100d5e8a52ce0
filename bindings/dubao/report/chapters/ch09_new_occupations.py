"""Chapter 9: new occupations. The rule of detection stands in print before there are data for it."""

from __future__ import annotations

from dubao.report.chapters import new_titles
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.text import Text


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "9", Text("Nghề mới và kỹ năng mới", "New occupations and new skills"), "new-occupations"
    )
    w.head("Quy tắc nhận diện", "Rule of detection")
    w.say(
        "Một chức danh được nêu là nghề mới khi đủ ba điều: xuất hiện ở ít nhất hai nguồn độc lập; tỷ trọng tăng qua ít nhất ba năm liền sau khi kiểm soát tỷ lệ phát hiện sai; chưa có mã ở cấp chi tiết nhất của Danh mục nghề nghiệp Việt Nam hoặc khác nội dung với mã hiện có. Quy tắc được công bố trước khi có số liệu để không chọn theo kết quả.",
        "A title is named a new occupation when three things hold: it appears in at least two independent sources; its share rises over at least three consecutive years after control of false discoveries; it has no code at the most detailed level of the Classification of Occupations of Viet Nam or differs in content from the code it has. The rule is published before the data, so that it cannot be chosen by the result.",
    )
    if context.table("new_titles") is None:
        w.missing(context, "new_titles")
    else:
        new_titles.write(context, w)
    return w.chapter()
