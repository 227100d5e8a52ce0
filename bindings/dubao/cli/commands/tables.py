"""``dubao data template | import | bridge``: the user's own tables."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dubao.cli import options
from dubao.cli.session import Session
from dubao.cli.usage import choice_error

# Folder of the user's own tables when none is named.
OWN_FOLDER = "own-tables"


def register(group: typer.Typer, session: Session) -> None:
    t = session.words

    @group.command(
        "template",
        help=t(
            "Ghi mẫu nhập XLSX của một bảng: hướng dẫn, danh mục mã, số liệu các kỳ cuối.",
            "Write the XLSX template of a table: instructions, code lists, last values.",
        ),
    )
    def template(
        table: Annotated[
            str, typer.Argument(metavar="TABLE", help=t("Bảng của danh mục.", "A table of the catalogue."))
        ],
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar="FILE.xlsx",
                help=t("Tệp cần ghi (mặc định TABLE.xlsx).", "File to write (TABLE.xlsx)."),
            ),
        ] = None,
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.data import Catalogue
        from dubao.data.template import write_template

        options.check_choices(number_format, None)
        catalogue = Catalogue()
        name = catalogue.resolve(table)
        target = out or Path(f"{name.partition('/')[2]}.xlsx")
        write_template(
            catalogue, name, target, number_format=number_format or ("vi" if session.lang == "vi" else "en")
        )
        if session.json:
            session.print_json({"ok": True, "table": name, "out": str(target)})
        else:
            session.print(str(target))
            session.note(
                t(
                    f"Điền xong, nhập bằng: dubao data import {target}",
                    f"When filled in, read it by: dubao data import {target}",
                )
            )

    @group.command(
        "import",
        help=t(
            "Nhập bảng riêng từ tệp CSV hoặc XLSX; có lỗi thì liệt kê hết và không ghi gì.",
            "Read your own table from a CSV or XLSX file; with any problem all are listed and nothing is written.",
        ),
    )
    def import_table(
        file: Annotated[
            Path, typer.Argument(metavar="FILE", help=t("Tệp CSV hoặc XLSX.", "CSV or XLSX file."))
        ],
        table: Annotated[
            str | None,
            typer.Option(
                "--table",
                metavar="TABLE",
                help=t(
                    "Bảng nhận số liệu (mẫu nhập đã ghi sẵn).",
                    "Table it belongs to (a template says so itself).",
                ),
            ),
        ] = None,
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        unit: options.unit_option(session) = None,  # type: ignore[valid-type]
        encoding: options.encoding_option(session) = None,  # type: ignore[valid-type]
        status: Annotated[
            str | None,
            typer.Option(
                "--status",
                metavar="STATUS",
                help=t("Tình trạng của các dòng để trống cột này.", "Status of rows that leave it empty."),
            ),
        ] = None,
        source: Annotated[
            str | None,
            typer.Option(
                "--source",
                metavar="ID",
                help=t("Mã nguồn của các dòng để trống cột này.", "Source id of rows that leave it empty."),
            ),
        ] = None,
        source_title: Annotated[
            str | None,
            typer.Option(
                "--source-title",
                metavar="TEXT",
                help=t("Tên nguồn, để ghi nguồn mới.", "Title of the source, to list a new one."),
            ),
        ] = None,
        publisher: Annotated[
            str | None,
            typer.Option(
                "--publisher",
                metavar="TEXT",
                help=t("Cơ quan công bố nguồn mới.", "Publisher of a new source."),
            ),
        ] = None,
        source_url: Annotated[
            str | None,
            typer.Option(
                "--source-url",
                metavar="URL",
                help=t(
                    "Địa chỉ hoặc số văn bản của nguồn mới.", "Address or document number of a new source."
                ),
            ),
        ] = None,
        out: Annotated[
            Path,
            typer.Option("--out", metavar="DIR", help=t("Thư mục bảng riêng.", "Folder of your own tables.")),
        ] = Path(OWN_FOLDER),
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.importing import import_file

        options.check_choices(number_format, encoding)
        result = import_file(
            session, file, table=table, number_format=number_format, encoding=encoding, unit=unit, status=status, source=source,
            source_fields={"title": source_title, "publisher": publisher, "url": source_url}, out=out,
        )  # fmt: skip
        if session.json:
            session.print_json({"ok": True, **result})
        else:
            session.print(result["out"])
            session.note(
                t(
                    f"Đã nhập {result['rows']} dòng vào {result['table']}. Dùng bằng cách đặt DUBAO_OWN_TABLES={out}",
                    f"Read {result['rows']} rows into {result['table']}. To use them set DUBAO_OWN_TABLES={out}",
                )
            )

    @group.command(
        "bridge",
        help=t(
            "Chuyển một bảng sang phiên bản mới của danh mục: tỉnh 63 → 34, ngành VSIC 2018 → 2025.",
            "Move a table to the new version of a classification: provinces 63 → 34, activities VSIC 2018 → 2025.",
        ),
    )
    def bridge(
        name: Annotated[
            str, typer.Argument(metavar="provinces|activities", help=t("Bảng chuyển đổi.", "The bridge."))
        ],
        table: Annotated[
            str,
            typer.Argument(
                metavar="TABLE|FILE",
                help=t("Bảng của danh mục, hoặc tệp.", "A table of the catalogue, or a file."),
            ),
        ],
        schema: Annotated[
            str | None,
            typer.Option(
                "--table",
                metavar="TABLE",
                help=t("Tệp theo cấu trúc của bảng này.", "The file follows the schema of this table."),
            ),
        ] = None,
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.data import Catalogue
        from dubao.data.bridge import BRIDGES, apply_bridge
        from dubao.data.writing import write_table

        options.check_choices(number_format, None)
        if name not in BRIDGES:
            raise choice_error("provinces|activities", name, tuple(BRIDGES))
        catalogue = Catalogue()
        if Path(table).is_file():
            from dubao.data.bridge import read_old_file

            source = read_old_file(table, name, catalogue, schema=schema, number_format=number_format)
        else:
            source = catalogue.table(table)
        moved = apply_bridge(source, name, catalogue)
        if out is not None:
            write_table(moved.table, out)
        if session.json:
            rows: list[dict[str, Any]] = list(moved.table.rows)
            session.print_json({"ok": True, "rows": rows, "notices": [n.to_dict() for n in moved.notices]})
            return
        for notice in moved.notices:
            session.note(notice.text(session.lang))
        if out is not None:
            session.print(str(out))
            return
        from dubao.numbers import format_number

        numbers = ("value", "value_low", "value_high")
        columns = ("series_id", *source.dimensions, "period", *numbers, "unit")
        session.table(
            columns,
            [
                [format_number(row[c], session.lang) if c in numbers else row[c] for c in columns]
                for row in moved.table.rows
            ],
            right=numbers,
        )
