"""Error by stage in chapter 12: how much of a wrong occupation came from its industries and how much from staffing shares (F26)."""

from __future__ import annotations

from dubao import labour
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_stages import StageTest
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.methods import SHARE_METHODS, STAGES

CHAPTER = 12
ROLE = "employment_by_activity_occupation"


def write(context: Context, w: ChapterWriter) -> None:
    found: StageTest | None = context.results.extra.get("stages")  # type: ignore[assignment]
    w.head("Sai số theo công đoạn", "Error by stage")
    if found is None:
        w.say(
            "Sai số của một nghề đến từ hai công đoạn: việc làm của các ngành và tỷ trọng nghề trong từng ngành. Chưa tách được hai phần này vì chưa có bảng việc làm theo ngành và nghề (chương 4).",
            "The error of an occupation comes from two stages: employment of the industries and the staffing shares in each. The two cannot be told apart, since there is no table of employment by industry and occupation (chapter 4).",
        )
        return
    method = SHARE_METHODS[found.method]
    w.say(
        f"Chuỗi tính ngành × tỷ trọng nghề được chạy với số liệu đến năm {found.origin} để dự báo năm {found.year} (tỷ trọng: {method.vi}), rồi so với bảng đã quan sát. Đây là phép thử làm sau, ở một điểm gốc; chưa đủ để đánh giá một phương pháp.",
        f"The chain of industries and staffing shares was run with data up to {found.origin} to forecast {found.year} (shares: {method.en}), and compared with the table observed. It is a test made afterwards, at one origin, and too little to judge a method.",
    )
    _methods(context, w, found)
    _stages(context, w, found)


def _percent(
    context: Context, found: StageTest, key: str, value: float | None, name: Text, formula: str
) -> Number:
    return context.number(
        CHAPTER, f"stages.{key}", None if value is None else 100 * value, kind="percent", unit="percent", decimals=1, nature="test", period=str(found.year),
        definition=Text(f"{name.vi}, {found.origin} → {found.year}", f"{name.en}, {found.origin} → {found.year}"), formula=formula, inputs=context.table_inputs(ROLE),
    )  # fmt: skip


def _methods(context: Context, w: ChapterWriter, found: StageTest) -> None:
    names = {
        "forecast": Text("chuỗi tính của báo cáo", "chain of the report"),
        "no_change": Text("giữ nguyên việc làm và tỷ trọng", "no change of employment and shares"),
    }
    rows: list[list[Cell]] = []
    for key, name in names.items():
        score: labour.MethodScores = found.evaluation.score(key)
        cells = [
            _percent(context, found, f"{key}.wape", score.wape, Text(f"sai số tuyệt đối có trọng số (WAPE), {name.vi}", f"weighted absolute error (WAPE), {name.en}"), "F26: Σ |Ê − E| / Σ E"),
            _percent(context, found, f"{key}.dissimilarity", score.dissimilarity, Text(f"chỉ số khác biệt cơ cấu nghề, {name.vi}", f"dissimilarity of occupational shares, {name.en}"), "F26: ½ Σ_o |p̂_o − p_o|"),
        ]  # fmt: skip
        direction = (
            None
            if key == "no_change"
            else _percent(context, found, f"{key}.direction", score.direction_hit_rate, Text(f"tỷ lệ đúng chiều thay đổi, {name.vi}", f"direction right, {name.en}"), "F26")
        )  # fmt: skip
        cover = (
            None
            if key == "no_change"
            else _percent(context, found, f"{key}.cover80", score.cover.get(0.8), Text(f"tỷ lệ phủ của khoảng 80%, {name.vi}", f"cover of the 80% interval, {name.en}"), "F26")
        )  # fmt: skip
        rows.append(
            [
                name,
                *(NumberCell(c.id) for c in cells),
                *(NumberCell(n.id) if n else None for n in (direction, cover)),
            ]
        )
    w.table(
        Text(f"Việc làm theo nghề: số liệu đến {found.origin}, dự báo năm {found.year}", f"Employment by occupation: data to {found.origin}, forecast of {found.year}"),
        [
            text_column("Phương pháp", "Method"), number_column("WAPE", "WAPE"), number_column("Khác biệt cơ cấu", "Dissimilarity of shares"),
            number_column("Đúng chiều", "Direction right"), number_column("Độ phủ của khoảng 80%", "Cover of the 80% interval"),
        ],
        rows,
        context.source(context.table_inputs(ROLE)),
        Text(
            f"{found.occupations} nhóm nghề của một năm: các tỷ lệ chỉ để tham khảo.",
            f"{found.occupations} occupations of one year: the rates are for orientation only.",
        ),
    )  # fmt: skip


def _stages(context: Context, w: ChapterWriter, found: StageTest) -> None:
    split = found.evaluation.stages
    assert split is not None
    rows: list[list[Cell]] = []
    for stage, name in STAGES.items():
        parts = split.summary[stage]
        wape = _percent(
            context, found, f"{stage}.wape", parts["wape"], Text(f"sai số tuyệt đối có trọng số do {name.vi}", f"weighted absolute error from {name.en}"), "F26: Σ |e_k| / Σ E",
        )  # fmt: skip
        contribution = (
            None
            if stage == "error"
            else _percent(context, found, f"{stage}.contribution", parts["contribution"], Text(f"phần đóng góp của {name.vi} vào bình phương sai số", f"contribution of {name.en} to the squared error"), "F26: Σ e·e_k / Σ e²")
        )  # fmt: skip
        rows.append([name, NumberCell(wape.id), NumberCell(contribution.id) if contribution else None])
    w.table(
        Text("Sai số theo công đoạn, bình quân trên các đường mô phỏng", "Error by stage, mean over the sample paths"),
        [text_column("Công đoạn", "Stage"), number_column("WAPE", "WAPE"), number_column("Đóng góp vào bình phương sai số", "Contribution to the squared error")],
        rows,
        context.source(context.table_inputs(ROLE)),
        Text(
            "Hai phần của một nghề cộng lại đúng bằng sai số của nghề đó; đóng góp âm nghĩa là phần này bù cho phần kia.",
            "The two parts of an occupation add up exactly to its error; a negative contribution means that one part offsets the other.",
        ),
    )  # fmt: skip
