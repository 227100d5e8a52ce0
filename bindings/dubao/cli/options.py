"""Options that several commands share, with their words in the user's language."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dubao.cli.session import Session
from dubao.cli.usage import choice_error
from dubao.data.encodings import ENCODINGS

NUMBER_FORMATS = ("vi", "en", "plain")


def json_option(session: Session) -> Any:
    return Annotated[
        bool, typer.Option("--json", help=session.words("Kết quả dạng JSON.", "Result as JSON."))
    ]


def number_format_option(session: Session) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            "--number-format", metavar="|".join(NUMBER_FORMATS),
            help=session.words(
                "Cách viết số trong tệp: vi 1.234,5; en 1,234.5; plain 1234.5.",
                "How numbers are written in the file: vi 1.234,5; en 1,234.5; plain 1234.5.",
            ),
        ),
    ]  # fmt: skip


def encoding_option(session: Session) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="|".join(ENCODINGS),
            help=session.words("Chuyển chữ từ bảng mã cũ này sang Unicode.", "Convert text from this old encoding to Unicode."),
        ),
    ]  # fmt: skip


def unit_option(session: Session) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="UNIT",
            help=session.words("Đơn vị của tệp không có cột đơn vị, ví dụ thousand_persons.", "Unit of a file without a column of units, for example thousand_persons."),
        ),
    ]  # fmt: skip


def allow_short_option(session: Session) -> Any:
    return Annotated[
        bool, typer.Option("--allow-short", help=session.words("Chấp nhận chuỗi chỉ có một giá trị.", "Accept series of one value."))
    ]  # fmt: skip


def csv_out_option(session: Session) -> Any:
    return Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.csv", help=session.words("Ghi kết quả ra tệp CSV.", "Write the result to a CSV file.")),
    ]  # fmt: skip


def check_choices(number_format: str | None, encoding: str | None) -> None:
    """Refuses unknown values of the options above (exit code 2)."""
    if number_format is not None and number_format not in NUMBER_FORMATS:
        raise choice_error("--number-format", number_format, NUMBER_FORMATS)
    if encoding is not None and encoding not in ENCODINGS:
        raise choice_error("--encoding", encoding, ENCODINGS)
