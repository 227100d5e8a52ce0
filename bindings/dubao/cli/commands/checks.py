"""``dubao check``: validates data packages, tables and files, and lists every problem; writes nothing."""

import sys
from typing import Annotated

import typer

from dubao.cli import options
from dubao.cli.session import Session
from dubao.data.validate import Report, check_path
from dubao.errors import InputError

# Notices that a run prints before it only counts the rest.
SHOWN_NOTICES = 20


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "check",
        help=t(
            "Kiểm tra gói số liệu, bảng hoặc tệp; liệt kê mọi lỗi, không ghi gì.",
            "Check a data package, a table or a file; list every problem, write nothing.",
        ),
    )
    def check(
        targets: Annotated[
            list[str],
            typer.Argument(
                metavar="DATASET|FILE...",
                help=t(
                    "Gói, bảng, thư mục datasets, hoặc tệp CSV, XLSX.",
                    "Package, table, folder of packages, or CSV or XLSX file.",
                ),
            ),
        ],
        table: Annotated[
            str | None,
            typer.Option(
                "--table",
                metavar="TABLE",
                help=t("Tệp theo cấu trúc của bảng này.", "The file follows the schema of this table."),
            ),
        ] = None,
        number_format: options.number_format_option(session) = None,  # type: ignore[valid-type]
        encoding: options.encoding_option(session) = None,  # type: ignore[valid-type]
        unit: options.unit_option(session) = None,  # type: ignore[valid-type]
        allow_short: options.allow_short_option(session) = False,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        options.check_choices(number_format, encoding)
        chosen = {
            "table": table,
            "number_format": number_format,
            "encoding": encoding,
            "unit": unit,
            "allow_short": allow_short,
        }
        whole = Report()
        results = []
        for target in targets:
            with session.progress(t(f"Đang kiểm tra {target} …", f"Checking {target} …")):
                try:
                    report = check_path(target, **chosen)
                except InputError as error:
                    report = Report(problems=list(error.problems))
            results.append((target, report))
            whole.problems += report.problems
            whole.notices += report.notices
            whole.tables += report.tables
            whole.rows += report.rows
        if session.json:
            session.print_json(
                {
                    "ok": whole.ok,
                    "targets": [{"target": target, **report.to_dict()} for target, report in results],
                }
            )
        else:
            _print(session, whole)
        if not whole.ok:
            raise typer.Exit(1)


def _print(session: Session, whole: Report) -> None:
    t = session.words
    for problem in whole.problems:
        sys.stderr.write(problem.text(session.lang) + "\n")
    for notice in whole.notices[:SHOWN_NOTICES]:
        sys.stderr.write(t("Lưu ý ", "Notice ") + notice.text(session.lang) + "\n")
    if len(whole.notices) > SHOWN_NOTICES:
        more = len(whole.notices) - SHOWN_NOTICES
        sys.stderr.write(
            t(
                f"… và {more} lưu ý nữa (--json để xem hết).\n",
                f"… and {more} more notices (--json lists all).\n",
            )
        )
    counted = t(f"{whole.tables} bảng, {whole.rows} dòng", f"{whole.tables} tables, {whole.rows} rows")
    if whole.ok:
        session.print(t(f"Đạt: {counted}, không có lỗi.", f"Passed: {counted}, no problem."))
    else:
        session.print(
            t(
                f"Không đạt: {len(whole.problems)} lỗi trong {counted}.",
                f"Refused: {len(whole.problems)} problems in {counted}.",
            )
        )
