"""Postings and the first forecast year in chapter 12: tested at past origins, used only where they helped (F20)."""

from __future__ import annotations

from dubao.labour.postings_index import MINIMUM_MONTHS
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import group_inputs, label, scope
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_nowcast import ROLE, GroupNowcast
from dubao.report.results import Number
from dubao.report.text import Text

CHAPTER = 12
_DECISIONS = {
    "used": Pill(Text("dùng", "used"), "good"),
    "no_gain": Pill(Text("không dùng: không giảm sai số rõ rệt", "not used: no clear gain"), "neutral"),
    "too_few_origins": Pill(Text("không dùng: ít điểm gốc", "not used: too few origins"), "neutral"),
    "no_reading": Pill(
        Text("không dùng: chưa có số của kỳ này", "not used: not known for this year"), "neutral"
    ),
    "": Pill(
        Text(f"không dùng: chưa đủ {MINIMUM_MONTHS} tháng", f"not used: fewer than {MINIMUM_MONTHS} months"),
        "neutral",
    ),
}


def write(context: Context, w: ChapterWriter) -> None:
    """Says nothing of a country without the table but why it is off."""
    w.head("Tin tuyển dụng và năm dự báo đầu tiên", "Job postings and the first forecast year")
    tests: tuple[GroupNowcast, ...] = context.results.extra.get("nowcast", ())  # type: ignore[assignment]
    if not tests:
        w.say(
            f"Tin tuyển dụng có sớm hơn số liệu chính thức và có thể cập nhật năm dự báo đầu tiên, nhưng chỉ khi có chuỗi tháng liên tục ít nhất {MINIMUM_MONTHS} tháng từ những nguồn giữ nguyên phạm vi và khi phép thử ở các năm đã qua cho thấy sai số giảm. Chưa có chuỗi như vậy; tin của một trang trong vài tuần chỉ là một lát cắt. Vì vậy dự báo của báo cáo này không được cập nhật theo tin tuyển dụng.",
            f"Job postings come earlier than official figures and could update the first forecast year, but only with an unbroken series of at least {MINIMUM_MONTHS} months from sources that keep their coverage, and where tests on past years show a smaller error. There is no such series; postings of one site over a few weeks are a cross-section. So the forecasts of this report are not updated by postings.",
        )
        return
    year = tests[0].year
    w.say(
        f"Chỉ số tin tuyển dụng được nối theo từng nguồn, nên một nguồn bắt đầu hay dừng lại không làm chỉ số thay đổi. Mức tăng của chỉ số so với cùng các tháng năm trước được dùng để đọc mức tăng việc làm của năm {year}; phương trình được ước lượng lại ở từng năm đã qua và so với dự báo không dùng tin tuyển dụng. Chỉ khi sai số giảm quá một sai số chuẩn thì năm {year} mới được cập nhật; thứ hạng của các đường mô phỏng giữ nguyên. Tin tuyển dụng không phải là số việc làm trống.",
        f"The index of postings is chained within each source, so that a source that begins or ends does not move it. The growth of the index over the same months of the year before reads the growth of employment in {year}; the equation is estimated again at each past year and compared with the forecast without postings. Only where the error falls by more than one standard error is {year} updated; the order of the sample paths stays. Postings are not vacancies.",
    )
    w.table(
        Text(f"Thử dùng chỉ số tin tuyển dụng để đọc năm {year}", f"Test of reading {year} from the index of postings"),
        [
            text_column("Nhóm", "Group"), number_column("Số tháng của chỉ số", "Months of the index"), number_column("Số điểm gốc", "Origins"),
            number_column("Sai số khi không dùng", "Error without"), number_column("Sai số khi dùng", "Error with"),
            number_column("Mức giảm sai số", "Fall of the error"), number_column("Khoảng 95%", "95% interval"), text_column("Kết quả", "Decision"),
        ],
        [_row(context, test) for test in tests],
        context.source(context.table_inputs(ROLE)),
        Text(
            "Sai số: bình quân của giá trị tuyệt đối sai lệch lôgarit của năm kế tiếp, phần trăm; mức giảm âm nghĩa là sai số tăng. Khoảng 95% của mức giảm tính theo kiểm định Diebold – Mariano cho mẫu nhỏ.",
            "Error: mean absolute error of the logarithm of the next year, percent; a negative fall is a rise. The 95% interval of the fall follows the Diebold–Mariano test for small samples.",
        ),
    )  # fmt: skip
    for test in tests:
        if test.used:
            _moved(context, w, test)


def _row(context: Context, test: GroupNowcast) -> list[Cell]:
    group = context.configuration.group(test.group)
    name = label(group)
    found = test.found.nowcast if test.found else None

    def number(
        key: str, value: float | None, vi: str, en: str, kind: str = "percent", **more: float | None
    ) -> Number:
        return context.number(
            CHAPTER, f"nowcast.{test.group}.{key}", value, kind=kind, unit="percent" if kind == "percent" else "", decimals=1 if kind == "percent" else 0,
            nature="test", period=str(test.year), definition=Text(f"{name.vi}: {vi}", f"{name.en}: {en}"), scope=scope(group),
            formula="F20: Δ ln y = α + β Δ ln x", inputs=context.table_inputs(ROLE, "", "", group=test.group), **more,
        )  # fmt: skip

    months = number("months", float(test.months), "số tháng của chỉ số tin tuyển dụng", "months of the index of postings", "count")  # fmt: skip
    if found is None:
        return [name, NumberCell(months.id), None, None, None, None, None, _DECISIONS[""]]
    origins = number("origins", float(found.origins), "số điểm gốc của phép thử", "origins of the test", "count")  # fmt: skip
    loss = [
        number(key, _percent(value), vi, en)
        for key, value, vi, en in (
            ("without", found.loss_without, "sai số bình quân khi không dùng tin tuyển dụng", "mean error without postings"),
            ("with", found.loss_with, "sai số bình quân khi dùng tin tuyển dụng", "mean error with postings"),
        )
    ]  # fmt: skip
    gain = number(
        "gain", _percent(found.gain), "mức giảm sai số nhờ tin tuyển dụng", "fall of the error by postings",
        low95=_percent(found.gain_low), high95=_percent(min(found.gain_high, 1.0)),
    )  # fmt: skip
    assert test.found is not None
    return [
        name, NumberCell(months.id), NumberCell(origins.id), *(NumberCell(n.id) for n in loss), NumberCell(gain.id),
        NumberCell(gain.id, "95") if gain.low95 is not None else None, _DECISIONS[test.found.decision],
    ]  # fmt: skip


def _percent(value: float) -> float | None:
    return 100 * value if value == value else None


def _moved(context: Context, w: ChapterWriter, test: GroupNowcast) -> None:
    group = context.configuration.group(test.group)
    name = label(group)
    before, after = (
        context.from_summary(
            CHAPTER, f"nowcast.{test.group}.{key}", summary, kind="count", unit="persons", nature="estimate", period=str(test.year),
            definition=Text(f"{name.vi}, năm {test.year}, {vi}", f"{name.en}, {test.year}, {en}"), scope=scope(group), formula="F20",
            inputs=group_inputs(context, group, [str(test.year - 1)]) + context.table_inputs(ROLE, "", "", group=test.group),
        )
        for key, summary, vi, en in (
            ("before", test.before, "trước khi cập nhật theo tin tuyển dụng", "before the update by postings"),
            ("after", test.after, "sau khi cập nhật theo tin tuyển dụng", "after the update by postings"),
        )
    )  # fmt: skip
    w.say(
        f"{name.vi}: số của năm {test.year} được cập nhật từ {{{before.id}}} (khoảng 80%: {{{before.id}:80}}) thành {{{after.id}}} (khoảng 80%: {{{after.id}:80}}); các năm sau thay đổi theo cùng tỷ lệ.",
        f"{name.en}: the figure of {test.year} is updated from {{{before.id}}} (80% interval: {{{before.id}:80}}) to {{{after.id}}} (80% interval: {{{after.id}:80}}); later years change by the same factor.",
    )
