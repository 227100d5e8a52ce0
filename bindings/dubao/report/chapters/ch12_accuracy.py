"""Chapter 12: accuracy. Earlier editions where there are some; else the pseudo-vintage and the backtest, named as what they are."""

from __future__ import annotations

from dubao.report.chapters import earlier_editions, nowcast, stage_errors
from dubao.report.chapters.context import Context, rounding
from dubao.report.chapters.figures import PERSONS, employment, group_inputs, label, scope
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import DotsData
from dubao.report.config import GroupPart
from dubao.report.document import Cell, Chapter, NumberCell, Pill
from dubao.report.pipeline_forecast import DUBAO, NAIVE
from dubao.report.pipeline_results import BacktestScore
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.phrases import join, lower_first

CHAPTER = 12


def write(context: Context) -> Chapter:
    w = ChapterWriter("12", Text("Độ chính xác và các lần sửa đổi", "Accuracy and revisions"), "accuracy")
    if context.table("earlier_forecasts") is None:
        w.note(
            "**Chưa có ấn phẩm trước** để đối chiếu. Chương này trình bày hai phép thử: lần dự báo giả định và kiểm tra lùi. Cả hai không phải là dự báo đã công bố.",
            "**There is no earlier edition** to compare with. This chapter shows two tests: a pseudo-vintage and a backtest. Neither is a published forecast.",
        )
    else:
        earlier_editions.write(context, w)
    _pseudo(context, w)
    _backtest(context, w)
    stage_errors.write(context, w)
    nowcast.write(context, w)
    if context.table("earlier_forecasts") is None:
        w.missing(context, "earlier_forecasts")
    return w.chapter()


def _pseudo(context: Context, w: ChapterWriter) -> None:
    found = context.results.pseudo
    if not found:
        return
    origin, year = found[0].origin, found[0].year
    w.head("Lần dự báo giả định", "Pseudo-vintage")
    w.say(
        f"Cùng một phương pháp được chạy với số liệu đến năm {origin} để dự báo năm {year}, rồi so với số đã quan sát. Đây là phép thử làm sau, không phải dự báo từng được công bố; năm {origin} cũng là năm đầu của định nghĩa mới nên mô hình gần như chưa biết gì về định nghĩa này.",
        f"The same method was run with data up to {origin} to forecast {year}, and compared with what was observed. It is a test made afterwards, not a forecast ever published; {origin} is also the first year of the new definition, of which the model knew almost nothing.",
    )
    rows: list[list[Cell]] = []
    inside = 0
    for one in found:
        group = context.configuration.group(one.group)
        name = label(group)
        forecast = context.from_summary(
            CHAPTER, f"pseudo.{one.group}", one.summary, kind="count", unit="persons", nature="test", period=str(year),
            definition=Text(f"{name.vi}: dự báo năm {year} với số liệu đến {origin} (phép thử)", f"{name.en}: forecast of {year} with data up to {origin} (test)"),
            scope=scope(group), formula="F2: {E_t, t ≤ T₀}", inputs=group_inputs(context, group, [str(y) for y in range(1990, origin + 1)]),
        )  # fmt: skip
        naive = context.number(
            CHAPTER, f"pseudo.{one.group}.naive", one.naive, kind="count", unit="persons", nature="test", period=str(year), round_to=rounding(one.naive),
            definition=Text(f"{name.vi}: dự báo giữ nguyên giá trị năm {origin}", f"{name.en}: naive forecast, the value of {origin}"), inputs=group_inputs(context, group, [str(origin)]),
        )  # fmt: skip
        observed = employment(context, group, year)
        within = one.summary.low80 <= one.observed <= one.summary.high80
        inside += within
        verdict = (
            Pill(Text("trong khoảng 80%", "inside the 80% interval"), "good")
            if within
            else Pill(Text("ngoài khoảng 80%", "outside the 80% interval"), "warning")
        )
        rows.append(
            [
                name,
                NumberCell(forecast.id),
                NumberCell(forecast.id, "80"),
                NumberCell(naive.id),
                NumberCell(observed.id),
                verdict,
            ]
        )
    w.table(
        Text(f"Lần dự báo giả định: số liệu đến {origin}, dự báo năm {year}", f"Pseudo-vintage: data to {origin}, forecast of {year}"),
        [
            text_column("Nhóm", "Group"), number_column("Dự báo (trung vị)", "Forecast (median)", PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS),
            number_column("Dự báo giữ nguyên", "Naive forecast", PERSONS), number_column("Quan sát", "Observed", PERSONS), text_column("Kết quả", "Result"),
        ],
        rows,
        context.source(*(group_inputs(context, context.configuration.group(one.group)) for one in found)),
        Text("Vài nhóm của một năm là quá ít để kết luận về độ phủ.", "A few groups of one year are too few to conclude on coverage."),
    )  # fmt: skip


def score_number(context: Context, score: BacktestScore, measure: str) -> Number:
    group = context.configuration.group(score.group)
    name = label(group)
    method = (
        Text("mô hình của báo cáo", "model of the report")
        if score.method == DUBAO
        else Text("dự báo giữ nguyên", "naive forecast")
    )
    value = getattr(score, measure)
    words = {
        "mase": Text("sai số tuyệt đối bình quân chuẩn hóa (MASE)", "mean absolute scaled error (MASE)"),
        "coverage80": Text("tỷ lệ phủ của khoảng 80%", "coverage of the 80% interval"),
        "coverage95": Text("tỷ lệ phủ của khoảng 95%", "coverage of the 95% interval"),
        "origins": Text("số điểm gốc", "number of origins"),
        "forecasts": Text("số dự báo được chấm", "number of forecasts scored"),
    }[measure]
    kind = {
        "mase": ("ratio", "MASE", 2),
        "origins": ("count", "origins", 0),
        "forecasts": ("count", "forecasts", 0),
    }.get(measure, ("percent", "percent", 0))
    if measure.startswith("coverage") and value is not None:
        value *= 100
    return context.number(
        CHAPTER, f"backtest.{score.group}.{score.method}.{measure}", None if value is None else float(value), kind=kind[0], unit=kind[1], decimals=kind[2],
        nature="test", definition=Text(f"{name.vi}: {words.vi}, {method.vi}", f"{name.en}: {words.en}, {method.en}"), scope=scope(group),
        formula="F26: MASE = mean |Ê − E| / mean |ΔE|", inputs=group_inputs(context, group),
    )  # fmt: skip


# Below this part of past values inside the 80 % interval the reader is warned, however few the origins.
LOW_COVERAGE = 0.6


def is_narrow(score: BacktestScore) -> bool:
    """Whether the 80 % interval held clearly fewer past values than it promises."""
    return score.coverage80 is not None and score.coverage80 < LOW_COVERAGE


def _narrow(context: Context, w: ChapterWriter, groups: list[GroupPart]) -> None:
    """Groups whose past 80 % intervals held too few values, named with the figure."""
    if not groups:
        return
    scores = {s.group: s for s in context.results.backtest if s.method == DUBAO}
    found = [
        lower_first(label(g)) + Text.same(f" ({{{score_number(context, scores[g.key], 'coverage80').id}}})")
        for g in groups
    ]
    names = join(found)
    w.note(
        f"Trong kiểm tra lùi, khoảng 80% chứa ít giá trị quan sát hơn mức danh nghĩa ở: {names.vi}. Với các nhóm này khoảng in trong báo cáo có thể còn hẹp; nên đọc cùng khoảng 95%.",
        f"In the backtest the 80% interval held fewer observed values than its name says for: {names.en}. For these the intervals printed may still be narrow; read them with the 95% interval.",
        "warning",
    )


def _backtest(context: Context, w: ChapterWriter) -> None:
    scores = {(s.group, s.method): s for s in context.results.backtest}
    groups = [
        g
        for g in context.configuration.groups
        if (g.key, DUBAO) in scores and scores[(g.key, DUBAO)].forecasts
    ]
    if not groups:
        return
    s = context.configuration.forecast
    w.head("Kiểm tra lùi so với dự báo giữ nguyên", "Backtest against the naive forecast")
    total = context.number(
        CHAPTER, "backtest.origins", float(sum(scores[(g.key, DUBAO)].origins for g in groups)), kind="count", unit="origins", nature="test",
        definition=Text("tổng số điểm gốc của kiểm tra lùi", "origins of the backtest, all groups together"),
    )  # fmt: skip
    w.say(
        f"Ở mỗi điểm gốc trong quá khứ, mô hình được ước lượng lại từ đầu với số liệu đến lúc đó rồi dự báo tới {s.backtest_horizon} năm; năm bị ngăn bởi đổi định nghĩa không được chấm. Có {{{total.id}}} điểm gốc cho các nhóm: quá ít để nói khoảng dự báo của các chuỗi này đã được hiệu chuẩn. Từ hiệu chuẩn chỉ dùng cho các tập kiểm tra độc lập của thư viện (phụ lục A).",
        f"At each past origin the model was estimated anew with what was known then and forecast up to {s.backtest_horizon} years; years across a change of definition are not scored. There are {{{total.id}}} origins over the groups: too few to call the intervals of these series calibrated. The word is used for the independent test sets of the library only (annex A).",
    )
    rows: list[list[Cell]] = []
    for group in groups:
        own, naive = scores[(group.key, DUBAO)], scores.get((group.key, NAIVE))
        cells = [
            NumberCell(score_number(context, own, "mase").id),
            NumberCell(score_number(context, naive, "mase").id) if naive else None,
        ]
        cells += [
            NumberCell(score_number(context, own, m).id)
            for m in ("coverage80", "coverage95", "origins", "forecasts")
        ]
        rows.append([label(group), *cells])
    w.table(
        Text(f"Kiểm tra lùi, tới {s.backtest_horizon} năm", f"Backtest, up to {s.backtest_horizon} years ahead"),
        [
            text_column("Nhóm", "Group"), number_column("MASE, mô hình của báo cáo", "MASE, model of the report"), number_column("MASE, dự báo giữ nguyên", "MASE, naive forecast"),
            number_column("Tỷ lệ phủ của khoảng 80%", "Coverage of the 80% interval"), number_column("Tỷ lệ phủ của khoảng 95%", "Coverage of the 95% interval"),
            number_column("Số điểm gốc", "Origins"), number_column("Số dự báo", "Forecasts"),
        ],
        rows,
        context.source(*(group_inputs(context, g) for g in groups)),
        Text(
            "MASE dưới 1: sai số nhỏ hơn thay đổi bình quân một năm của chuỗi. Tỷ lệ phủ đúng phải gần 80% và 95%, nhưng với số điểm gốc này không kiểm chứng được.",
            "MASE below 1: the error is smaller than the series' average yearly change. Coverage should be near 80% and 95%, which cannot be verified with so few origins.",
        ),
    )  # fmt: skip
    _narrow(context, w, [g for g in groups if is_narrow(scores[(g.key, DUBAO)])])
    ours = [scores[(g.key, DUBAO)].mase for g in groups]
    other = [scores[(g.key, NAIVE)].mase if (g.key, NAIVE) in scores else None for g in groups]
    better = sum(a is not None and b is not None and a < b for a, b in zip(ours, other, strict=True))
    count = context.number(
        CHAPTER, "backtest.better", float(better), kind="count", unit="", nature="test",
        definition=Text("số nhóm có MASE nhỏ hơn dự báo giữ nguyên", "groups with a smaller MASE than the naive forecast"),
    )  # fmt: skip
    of = context.number(
        CHAPTER, "backtest.groups", float(len(groups)), kind="count", unit="", nature="test", definition=Text("số nhóm được kiểm tra lùi", "groups backtested"),
    )  # fmt: skip
    w.chart(
        Text(f"Sai số nhỏ hơn dự báo giữ nguyên ở {{{count.id}}} trên {{{of.id}}} nhóm", f"Smaller error than the naive forecast in {{{count.id}}} of {{{of.id}}} groups"),
        Text(f"Sai số tuyệt đối bình quân chuẩn hóa (MASE), tới {s.backtest_horizon} năm; nhỏ hơn là tốt hơn", f"Mean absolute scaled error (MASE), up to {s.backtest_horizon} years ahead; smaller is better"),
        Text("Biểu đồ chấm so sai số của mô hình với dự báo giữ nguyên theo nhóm.", "Dots comparing the error of the model with the naive forecast by group."),
        DotsData(
            Text("MASE", "MASE"), tuple(label(g) for g in groups), (Text("mô hình của báo cáo", "model of the report"), Text("dự báo giữ nguyên", "naive forecast")), (tuple(ours), tuple(other)),
            1.0, Text("bằng thay đổi bình quân một năm", "equal to the average yearly change"),
        ),
        context.source(*(group_inputs(context, g) for g in groups)),
    )  # fmt: skip
