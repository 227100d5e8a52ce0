"""Annex I: what is needed to compute every number of the report again."""

from __future__ import annotations

from dubao.numbers import format_number
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, text_column
from dubao.report.document import Chapter
from dubao.report.text import Text
from dubao.report.words.dates import short_date


def write(context: Context) -> Chapter:
    w = ChapterWriter("I", Text("Tái lập kết quả", "Reproducibility"), "annex-reproducibility", annex=True)
    s = context.configuration
    w.say(
        "Chạy lại cùng cấu hình, cùng gói số liệu và cùng phiên bản phần mềm cho ra đúng từng byte của các tệp CSV, HTML và PDF. Thư mục phiên bản dự báo kèm theo chứa cấu hình, mã băm của số liệu đầu vào và mọi đường tóm tắt.",
        "The same configuration, data packages and software version give the CSV, HTML and PDF files byte by byte. The vintage folder holds the configuration, the digests of the input data and the forecast.",
    )
    rows = [
        [Text("Ấn phẩm", "Edition"), Text.same(s.report.edition)],
        [Text("Phiên bản dự báo", "Vintage"), Text.same(context.vintage_id)],
        [Text("Phần mềm", "Software"), Text.same(f"dubao {context.version}")],
        [Text("Bản mã nguồn", "Commit"), Text.same(context.commit)],
        [Text("Ngày chốt số liệu", "Data cut-off"), short_date(s.report.data_cutoff.isoformat())],
        [Text("Ngày tạo", "Generated"), short_date(s.report.generated.isoformat())],
        [Text("Hạt giống ngẫu nhiên", "Seed"), Text.same(str(s.forecast.seed))],
        [
            Text("Số đường mô phỏng", "Sample paths"),
            Text(format_number(s.forecast.draws, "vi"), format_number(s.forecast.draws, "en")),
        ],
    ]
    w.table(
        Text("Thông số của lần chạy", "Parameters of the run"),
        [text_column("Mục", "Item"), text_column("Giá trị", "Value")],
        rows,
        Text("Nguồn: cấu hình của ấn phẩm.", "Source: configuration of the edition."),
    )
    packages = []
    digests: dict[str, str] = context.results.extra.get("digests", {})  # type: ignore[assignment]
    for name in s.catalogue.packages:
        package = context.catalogue.package(name)
        packages.append(
            [
                Text.same(name),
                Text(package.title("vi"), package.title("en")),
                Text.same(package.version),
                short_date(package.as_of),
                Text.same(digests.get(name, "")),
            ]
        )
    w.table(
        Text("Gói số liệu đầu vào", "Input data packages"),
        [
            text_column("Gói", "Package"),
            text_column("Nội dung", "Content"),
            text_column("Phiên bản", "Version"),
            text_column("Đến ngày", "As of"),
            text_column("Mã băm SHA-256", "SHA-256"),
        ],
        packages,
        Text("Nguồn: các gói số liệu.", "Source: the data packages."),
        Text(
            "Mã băm tính trên mọi tệp của gói theo thứ tự tên; in 16 ký tự đầu.",
            "The digest covers every file of the package in the order of names; its first 16 characters are printed.",
        ),
    )
    return w.chapter()
