"""A small document with every kind of block and chart: what writers are developed and tested against."""

from __future__ import annotations

from datetime import date

from dubao.report.charts import data as charts
from dubao.report.document import (
    Bullets,
    Callout,
    Chapter,
    Chart,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Letterhead,
    MissingBox,
    NumberCell,
    Paragraph,
    Pill,
    Table,
)
from dubao.report.results import InputReference, ResultsStore
from dubao.report.text import Text

UNIT = Text("nghìn người", "thousand persons")
SOURCE = Text("Nguồn: số liệu thử của bộ kiểm thử", "Source: test data of the test suite")


def sample_charts() -> dict[str, charts.ChartData]:
    """One of each kind, small."""
    names = (Text("Máy tính", "Computing"), Text("Điện tử – viễn thông", "Electronics-telecom"))
    return {
        "fan": charts.FanData(
            unit=UNIT,
            observed_periods=("2019", "2020", "2021", "2022", "2023", "2024"),
            observed=(156.2, 143.4, 124.8, None, 123.5, 123.4),
            forecast_periods=("2025", "2026", "2027"),
            median=(126.0, 130.0, 133.0),
            low50=(122.0, 124.0, 125.0),
            high50=(130.0, 137.0, 142.0),
            low80=(117.0, 116.0, 115.0),
            high80=(136.0, 148.0, 157.0),
            low95=(110.0, 106.0, 103.0),
            high95=(144.0, 163.0, 178.0),
            breaks=(("2021", Text("định nghĩa mới", "new definition")),),
            scenario_from="2027",
        ),
        "openings": charts.OpeningsData(UNIT, names, (3.0, -1.0), (4.0, 5.0), (4.0, 1.0), (10.0, 8.0)),
        "dots": charts.DotsData(
            Text("MASE", "MASE"), names, (Text("dubao", "dubao"), Text("không đổi", "naive")),
            ((0.8, 0.9), (1.0, 1.1)), 1.0, Text("ngang mô hình không đổi", "level with naive"),
        ),
        "targets": charts.TargetsData(
            names, ("2025", "2030"), (70.0, 80000.0), (None, 57000.0), (None, 50000.0), (None, 90000.0),
            (Text("chưa có số liệu chính thức", "no official data"), Text("xác suất 12%", "probability 12%")),
            (Text("phần trăm", "percent"), Text("người", "persons")),
        ),
        "ladder": charts.ScopeLadderData(
            Text("người", "persons"), names, (123400.0, 530000.0), (True, False), (Text("a", "a"), Text("b", "b")),
        ),
        "tornado": charts.TornadoData(UNIT, names, 10.0, (8.0, 9.5), (13.0, 10.5)),
        "tile_map": charts.TileMapData(Text("phần trăm", "percent"), (("01", 3.5), ("48", 2.0), ("79", None))),
        "sankey": charts.SankeyData(
            UNIT,
            (("f1", names[0], 0), ("f2", names[1], 0), ("o1", Text("Nhóm 25", "Group 25"), 1), ("o2", Text("Khác", "Other"), 1)),
            (("f1", "o1", 5.0), ("f1", "o2", 2.0), ("f2", "o1", 1.0), ("f2", "o2", 3.0)),
        ),
        "pyramid": charts.PyramidData(UNIT, ("20-24", "25-29", "30-34"), (5.0, 8.0, 6.0), (3.0, 4.0, 3.5)),
        "heatmap": charts.HeatmapData(UNIT, names, (Text("Hà Nội", "Ha Noi"), Text("Đà Nẵng", "Da Nang")), ((1.0, 2.0), (None, 4.0))),
        "rating": charts.RatingMatrixData(
            names, tuple(Text(v, e) for v, e in (("rất tốt", "very good"), ("tốt", "good"), ("vừa", "fair"), ("kém", "moderate"), ("rất kém", "poor"))),
            ((0.1, 0.2, 0.4, 0.2, 0.1), (0.0, 0.1, 0.2, 0.3, 0.4)), ("B", "C"),
        ),
        "lines": charts.LinesData(UNIT, ("2022", "2023", "2024"), names, ((1.0, 2.0, 3.0), (2.0, None, 2.5))),
        "quota": charts.QuotaData(Text("sinh viên", "students"), names, (900.0, 400.0), (700.0, 300.0), (1200.0, 520.0), (800.0, None), (800.0, 400.0)),
        "intervals": charts.IntervalsData(Text("phần trăm", "percent"), names, (17.5, 6.0), (16.0, 5.1), (19.0, 7.1)),
        "multiples": charts.MultiplesData(
            Text("phần trăm", "percent"), ("2022", "2023", "2024"), names, ((1.0, 2.0, 3.0), (2.0, None, 2.5)), ((0.5, 1.5, 2.0), (1.0, None, 2.0)),
            ((1.5, 2.5, 4.0), (3.0, None, 3.0)), ("2023", ""), Text("kỳ phát hiện", "detected"),
        ),
    }  # fmt: skip


def sample_document(**changes: object) -> Document:
    """The document; ``changes`` replace its attributes (state, simulated, letterhead …)."""
    store = ResultsStore()
    reference = InputReference(
        "vn.emp.isco08.25.T", "vietnam-labour/employment_by_occupation", "2009–2024", "ILOSTAT",
        "https://example.org/", "official_via",
    )  # fmt: skip
    definition = Text("Việc làm của nhóm 25", "Employment of group 25")
    now = store.add(
        0, "isco25.2024", 123_400.0, kind="count", unit="persons", definition=definition, nature="observed",
        round_to=100, period="2024", inputs=(reference,),
    )  # fmt: skip
    future = store.add(
        4, "isco25.2030", 145_210.0, kind="count", unit="persons", definition=definition, nature="forecast",
        round_to=1000, low80=110_000.0, high80=191_000.0, low95=96_000.0, high95=220_000.0, period="2030",
        formula="F3", inputs=(reference,), assumptions=("A-01",), parents=(now.id,),
    )  # fmt: skip
    chance = store.add(
        7, "chance", 0.64, kind="probability", unit="probability", definition=Text("xác suất", "probability"), nature="forecast",
    )  # fmt: skip
    ratio = store.add(
        7,
        "ita",
        0.92,
        kind="ratio",
        unit="ratio",
        decimals=2,
        definition=Text("tỷ số", "ratio"),
        nature="forecast",
    )
    unknown = store.add(
        7, "none", None, kind="ratio", unit="ratio", definition=Text("tỷ số", "ratio"), nature="derived"
    )
    table = Table(
        "T7-1",
        Text("Cân đối theo lĩnh vực đào tạo (mẫu)", "Balance by field of study (sample)"),
        (
            Column(Text("Lĩnh vực", "Field")),
            Column(Text("Nhu cầu", "Demand"), "number", Text("người", "persons")),
            Column(Text("Cung ÷ cầu", "Supply ÷ demand"), "number"),
            Column(Text("Đánh giá", "Verdict")),
        ),
        (
            (Text("Máy tính & <CNTT>", "Computing & <IT>"), NumberCell(future.id, flag="f"), NumberCell(ratio.id), Pill(Text("cầu vượt cung", "demand exceeds supply"), "warning")),
            (Text("=1+1 bẫy công thức", "=1+1 formula trap"), NumberCell(now.id), NumberCell(unknown.id), Pill(Text("chưa đủ dữ liệu", "not enough data"))),
        ),
        SOURCE,
        Text("[f] dự báo", "[f] forecast"),
    )  # fmt: skip
    figures = tuple(
        Chart(
            f"H4-{position}",
            Text(f"Biểu đồ mẫu số {position}: một câu nói điều phát hiện được", f"Sample chart {position}: one sentence that says the finding"),
            Text("cả nước, nghìn người, 2019–2027", "whole country, thousand persons, 2019–2027"),
            Text(f"Biểu đồ mẫu loại {name}.", f"Sample chart of kind {name}."),
            payload,
            SOURCE,
        )
        for position, (name, payload) in enumerate(sample_charts().items(), start=1)
    )  # fmt: skip
    chapters = (
        Chapter(
            "0",
            Text("Kết quả chính", "Key findings"),
            (
                KeyFigures(
                    (
                        KeyFigure(Text("Nhà chuyên môn CNTT và truyền thông, 2030", "ICT professionals, 2030"), future.id, Text("khoảng 80%: {B4-01:80}", "80% interval: {B4-01:80}")),
                        KeyFigure(Text("Xác suất cầu vượt cung", "Probability that demand exceeds supply"), chance.id, Text("độ tin cậy: C", "reliability: C"), "gap"),
                    )
                ),
                Paragraph(Text("Năm 2024 có **{B0-01:unit}**; năm 2030 dự báo {B4-01} (khoảng 80%: {B4-01:80}).", "In 2024 there were **{B0-01:unit}**; the forecast for 2030 is {B4-01} (80% interval: {B4-01:80}).")),
                Bullets((Text("Điểm thứ nhất", "First point"), Text("Điểm thứ hai", "Second point"))),
                Callout(Text("Số liệu mẫu của bộ kiểm thử.", "Sample data of the test suite."), "warning"),
            ),
            "key-findings",
        ),
        Chapter("4", Text("Dự báo nhu cầu", "Demand forecast"), (Heading(Text("Theo nhóm nghề", "By occupation")), *figures), "demand"),
        Chapter(
            "7",
            Text("Cân đối cung – cầu", "Balance"),
            (
                table,
                MissingBox(
                    "R-01",
                    Text("Chưa có số liệu", "No data"),
                    Text("Chưa có bảng ngành × nghề.", "There is no industry × occupation table."),
                    Text("Việc làm theo ngành cấp 2 × nghề cấp 2", "Employment by 2-digit industry × 2-digit occupation"),
                    Text("Cục Thống kê, Bộ Tài chính", "National Statistics Office, Ministry of Finance"),
                    Text("Luật Việc làm 74/2025/QH15, Điều 20", "Employment Law 74/2025/QH15, Article 20"),
                    Text("Chương 4, 7", "Chapters 4, 7"),
                ),
            ),
            "balance",
        ),
    )  # fmt: skip
    attributes: dict[str, object] = {
        "edition": "sample-2026",
        "title": Text("Dự báo nhu cầu thị trường nhân lực và tương lai nghề nghiệp", "Forecast of labour-market demand and the future of careers"),
        "subtitle": Text("Tài liệu mẫu của bộ kiểm thử", "Sample document of the test suite"),
        "letterhead": Letterhead(Text("BỘ MẪU", "SAMPLE MINISTRY"), Text("CỤC MẪU", "SAMPLE DEPARTMENT"), symbol="BC-CM", place=Text("Hà Nội", "Ha Noi"), recipients=(Text("Như trên", "As above"), Text("Lưu: VT", "Archive"))),
        "state": "draft",
        "kind": "annual",
        "simulated": False,
        "cover_report": (Paragraph(Text("Kính trình báo cáo mẫu với {B4-01:unit} vào năm 2030.", "Respectfully submitting the sample report with {B4-01:unit} in 2030.")),),
        "chapters": chapters,
        "store": store,
        "data_cutoff": date(2026, 10, 31),
        "vintage_id": "sample-2026-01",
        "commit": "0000000",
        "version": "0.1.0",
    }  # fmt: skip
    return Document(**{**attributes, **changes})  # type: ignore[arg-type]
