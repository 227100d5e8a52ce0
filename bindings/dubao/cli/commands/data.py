"""``dubao data``: what the catalogue holds."""

from typing import Annotated, Any

import typer

from dubao.cli.commands import tables
from dubao.cli.session import Session


def register(app: typer.Typer, session: Session) -> None:
    t = session.words
    group = typer.Typer(
        no_args_is_help=True,
        help=t(
            "Bảng số liệu: danh mục, mẫu nhập, nhập tệp, bảng chuyển đổi.",
            "Tables: catalogue, templates, import, bridges.",
        ),
    )
    app.add_typer(group, name="data")

    @group.command("list", help=t("Liệt kê các bảng của danh mục.", "List the tables of the catalogue."))
    def list_tables(
        text: Annotated[
            str | None,
            typer.Argument(
                metavar="[TEXT]",
                help=t("Chỉ bảng và chuỗi có các từ này.", "Only tables and series with these words."),
            ),
        ] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help=t("Kết quả dạng JSON.", "Result as JSON."))
        ] = False,
    ) -> None:
        from dubao.data import Catalogue
        from dubao.errors import InputError

        catalogue = Catalogue()
        if text:
            hits = catalogue.search(text, limit=100)
            if session.json:
                session.print_json([vars(hit) for hit in hits])
                return
            session.table(
                (t("Loại", "Kind"), t("Mã", "Id"), t("Tên", "Title")),
                [(h.kind, h.id, h.title(session.lang)) for h in hits],
            )
            return
        rows: list[dict[str, Any]] = []
        for name in catalogue.tables():
            package_name, _, table_name = name.partition("/")
            package = catalogue.package(package_name)
            resource = package.resource(table_name) or {}
            row = {
                "table": name,
                "kind": package.kind(table_name),
                "rows": None,
                "series": None,
                "problems": 0,
            }
            try:
                table = catalogue.table(name)
                row |= {"rows": len(table), "series": len(table.series_ids())}
            except InputError as error:
                # One bad table does not hide the others; `dubao check` says what is wrong with it.
                row["problems"] = len(error.problems)
                session.note(
                    t(
                        f"{name}: {len(error.problems)} lỗi, xem: dubao check {name}",
                        f"{name}: {len(error.problems)} problems, see: dubao check {name}",
                    )
                )
            rows.append(
                {**row, "title_vi": resource.get("title_vi", ""), "title_en": resource.get("title", "")}
            )
        if session.json:
            session.print_json(rows)
            return
        heads = (
            t("Bảng", "Table"),
            t("Loại", "Kind"),
            t("Dòng", "Rows"),
            t("Chuỗi", "Series"),
            t("Tên", "Title"),
        )
        session.table(
            heads,
            [(r["table"], r["kind"], r["rows"], r["series"] or "", r[f"title_{session.lang}"]) for r in rows],
            right=(heads[2], heads[3]),
        )

    @group.command(
        "show",
        help=t(
            "Xem các cột, nguồn và số liệu cuối của một bảng hoặc một chuỗi.",
            "Show columns, sources and last values of a table or a series.",
        ),
    )
    def show(
        name: Annotated[
            str,
            typer.Argument(
                metavar="TABLE|SERIES",
                help=t("Tên bảng hoặc mã chuỗi.", "Name of a table or id of a series."),
            ),
        ],
        as_json: Annotated[
            bool, typer.Option("--json", help=t("Kết quả dạng JSON.", "Result as JSON."))
        ] = False,
    ) -> None:
        from dubao.cli.show import show_series, show_table
        from dubao.data import Catalogue

        catalogue = Catalogue()
        if "/" in name or any(full.partition("/")[2] == name for full in catalogue.tables()):
            show_table(session, catalogue, catalogue.table(name))
        else:
            show_series(session, catalogue, catalogue.series(name))

    tables.register(group, session)
