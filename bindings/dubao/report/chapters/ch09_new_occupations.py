"""Chapter 9: new occupations. The rule of detection stands in print before there are data for it."""

from __future__ import annotations

from dubao.report.chapters import candidate_pages, new_titles
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.document import Chapter
from dubao.report.pipeline_candidates import PanelResults
from dubao.report.results import Number
from dubao.report.text import Text

CHAPTER = 9


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "9", Text("Nghề mới và kỹ năng mới", "New occupations and new skills"), "new-occupations"
    )
    panel: PanelResults | None = context.results.extra.get("panel")  # type: ignore[assignment]
    _rule(context, w)
    if panel is None or panel.candidates is None:
        _none(context, w, panel)
    else:
        candidate_pages.write(context, w, panel)
    if context.table("new_titles") is None:
        w.missing(context, "postings_panel", "new_titles")
    else:
        new_titles.write(context, w)
    return w.chapter()


def _level(context: Context) -> Number:
    return context.number(
        CHAPTER, "rule.alpha", context.configuration.postings.alpha, kind="probability", unit="probability", nature="assumption",
        definition=Text("mức kiểm soát tỷ lệ phát hiện sai trong quy tắc nhận diện", "level at which the rule of detection controls false discoveries"),
    )  # fmt: skip


def _least_months(context: Context) -> Number:
    return context.number(
        CHAPTER, "rule.months", float(context.configuration.postings.least_months), kind="count", unit="months", nature="assumption",
        definition=Text("số tháng tin tuyển dụng tối thiểu để tìm nghề mới", "months of advertisements needed to look for new occupations"),
    )  # fmt: skip


def _rule(context: Context, w: ChapterWriter) -> None:
    alpha, months = _level(context), _least_months(context)
    stability, similarity = (
        context.number(
            CHAPTER, f"rule.{key}", value, kind="ratio", unit="ratio", decimals=2, nature="assumption", definition=Text(f"ngưỡng của quy tắc nhận diện: {vi}", f"bound of the rule of detection: {en}"),
        )
        for key, value, vi, en in (
            ("stability", context.configuration.postings.least_stability, "độ ổn định tối thiểu của nhóm kỹ năng", "least stability of a group of skills"),
            ("similarity", context.configuration.postings.most_similarity, "độ giống với một nghề đã có", "similarity to an occupation that exists"),
        )
    )  # fmt: skip
    w.head("Quy tắc nhận diện", "Rule of detection")
    w.say(
        "Một nghề mới được nhận ra qua **tổ hợp kỹ năng** mới được yêu cầu cùng nhau trong tin tuyển dụng, không qua tên gọi. Quy tắc được công bố trước khi có số liệu, để không chọn theo kết quả.",
        "A new occupation is recognised by a **combination of skills** newly asked for together in advertisements, not by its name. The rule is published before the data, so that it cannot be chosen by the result.",
    )
    w.points(
        [
            Text(f"**Số liệu.** Tin đã khử trùng lặp, có tháng đăng và nguồn, ít nhất {{{months.id}}} tháng; mỗi tháng và mỗi nguồn đếm số tin có nêu từng cặp kỹ năng trên số tin đã đọc.", f"**Data.** De-duplicated advertisements with month and source, at least {{{months.id}}} months; for each month and source, those that name each pair of skills out of those read."),
            Text("**Bằng chứng.** Với từng cặp, giá trị e là tỷ số giữa xác suất của số đếm nếu cặp đang tăng và xác suất lớn nhất nếu không tăng, với mức riêng của mỗi nguồn, dao động từng tháng và mùa vụ. Nguồn mở, đóng hoặc nêu nhiều hơn nguồn khác không được tính là tăng.", "**Evidence.** For each pair the e-value is the probability of the counts if the pair is growing over the largest one if it is not, with a level of each source, monthly wobble and season. A source that opens, closes or names a skill more than others is no growth."),
            Text(f"**Kiểm soát phát hiện sai.** Sau mỗi tháng, các cặp được đánh dấu bằng thủ tục e-BH: trong số cặp được nêu, phần sai về kỳ vọng không quá {{{alpha.id}}}, dù xem lại mỗi tháng và dù các cặp phụ thuộc nhau. Cặp đã đánh dấu không bị rút lại.", f"**False discoveries.** After each month pairs are flagged by e-BH: of the pairs reported, the expected share of false ones is at most {{{alpha.id}}}, although one looks every month and pairs depend on each other. A flag stays."),
            Text(f"**Tổ hợp.** Các cặp được đánh dấu nối thành đồ thị, chia thành nhóm kỹ năng. Nhóm chỉ được giữ khi lấy mẫu lại vẫn tìm thấy (độ ổn định trung bình từ {{{stability.id}}}) và không dựa vào một kỹ năng duy nhất: khi đó chỉ là kỹ năng tăng.", f"**Combination.** Flagged pairs form a graph, which is divided into groups of skills. A group is kept only if it is found again when advertisements are resampled (mean stability of {{{stability.id}}} and more) and does not hang on a single skill: that would be a rising skill."),
            Text(f"**Đối chiếu danh mục nghề.** Bộ kỹ năng của nhóm được so với từng nghề 4 chữ số của Danh mục nghề nghiệp Việt Nam; độ giống cosin từ {{{similarity.id}}} là nghề đã có. Nếu ngoài các kỹ năng này tin vẫn yêu cầu như một nghề đã có thì đó là nghề đang thay đổi, chưa phải nghề mới.", f"**Against the classification.** The skills of the group are compared with each 4-digit occupation of the Classification of Occupations of Viet Nam; from a cosine of {{{similarity.id}}} the occupation exists already. Where beside these skills the advertisements ask for what an occupation asks for anyway, that occupation changes."),
            Text("**Kết luận.** Kết quả là **ứng viên kèm bằng chứng**, chưa phải nghề: tên gọi và chỗ đứng trong danh mục do cơ quan thống kê và bộ quản lý ngành quyết định. Xác suất từng trạng thái (mới, tăng, giảm, ổn định, theo mùa) được in để mô tả, không dùng để quyết định.", "**Conclusion.** The result is a **candidate with its evidence**, not an occupation: name and place in the classification are for the statistical office and the ministry in charge. Probabilities of the states (new, rising, fading, stable, cyclical) are printed to describe and decide nothing."),
        ],
        ordered=True,
    )  # fmt: skip


def _none(context: Context, w: ChapterWriter, panel: PanelResults | None) -> None:
    w.head("Kết quả", "Result")
    months = _least_months(context)
    if panel is None:
        w.say(
            f"Chưa có tin tuyển dụng theo tháng đủ {{{months.id}}} tháng nên **không nêu nghề mới nào**, cũng không nêu ứng viên. Số liệu của một trang trong vài tuần (chương 8) không cho biết điều gì mới xuất hiện; tín hiệu quốc tế ở chương 8 không áp dụng cho Việt Nam.",
            f"There are no monthly advertisements that span {{{months.id}}} months, so that **no new occupation is named**, and no candidate. One site over a few weeks (chapter 8) does not tell what is new; the international signals of chapter 8 do not apply to Viet Nam.",
        )
        return
    length = context.number(
        CHAPTER, "panel.months", float(panel.months), kind="count", unit="months", nature="derived", inputs=candidate_pages.panel_inputs(context),
        definition=Text("số tháng tin tuyển dụng hiện có", "months of advertisements at hand"),
    )  # fmt: skip
    w.say(
        f"Tin tuyển dụng hiện có trải {{{length.id}}} tháng, quy tắc cần {{{months.id}}} tháng: **không nêu nghề mới nào**, cũng không nêu ứng viên.",
        f"The advertisements at hand span {{{length.id}}} months, the rule needs {{{months.id}}}: **no new occupation is named**, and no candidate.",
    )
