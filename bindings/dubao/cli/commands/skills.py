"""``dubao skills``: shares of skills in job postings, and what rises where there are months enough."""

import re
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from dubao.cli import options
from dubao.cli.session import Session
from dubao.cli.usage import UsageError, choice_error
from dubao.errors import Problem

LANGUAGES = ("vi", "en")
# Rows of each table on the screen.
_SHOWN = 15


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "skills",
        help=t(
            "Đếm kỹ năng, vai trò và cặp kỹ năng trong tin tuyển dụng: tỷ trọng có khoảng tin cậy; xu hướng chỉ khi đủ tháng.",
            "Count skills, roles and pairs of skills in job postings: shares with intervals; trends only where there are months enough.",
        ),
    )
    def skills(
        postings: Annotated[
            list[Path], typer.Argument(metavar="POSTINGS...", help=t("Tệp tin tuyển dụng: CSV, JSON Lines, Parquet.", "Files of postings: CSV, JSON Lines, Parquet."))
        ],
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=t("Thư mục kết quả.", "Folder of the result."))],
        source: Annotated[
            str, typer.Option("--source", metavar="NAME", help=t("Nguồn của tin, khi tệp không ghi.", "Source of the postings, where the file names none."))
        ] = "",
        as_of: Annotated[
            str, typer.Option("--as-of", metavar="DATE", help=t("Ngày đọc; ngày sau đó là ngày tương lai.", "Day of reading; later days are in the future."))
        ] = "",
        language: Annotated[
            str, typer.Option("--language", metavar="vi,en", help=t("Ngôn ngữ của trang tóm tắt.", "Languages of the summary."))
        ] = ",".join(LANGUAGES),
        look: Annotated[
            str, typer.Option("--look", metavar="MONTH", help=t("Tháng xét, ví dụ 2026-03; tin sau đó bị bỏ.", "Month to look from, such as 2026-03; later postings are left out."))
        ] = "",
        column: Annotated[
            list[str] | None,
            typer.Option("--column", metavar="FIELD=HEADING", help=t("Cột của một trường, ví dụ title=job_name; ghi nhiều lần được.", "Column of a field, such as title=job_name; may be given several times.")),
        ] = None,
        day_first: Annotated[
            bool, typer.Option("--day-first", help=t("03/04/2026 là ngày 3 tháng 4.", "03/04/2026 is 3 April."))
        ] = False,
        salary_currency: Annotated[
            str, typer.Option("--salary-currency", metavar="VND", help=t("Tiền tệ của mức lương không ghi tiền tệ.", "Currency of salaries that state none."))
        ] = "",
        salary_period: Annotated[
            str, typer.Option("--salary-period", metavar="month", help=t("Kỳ trả của mức lương không ghi kỳ.", "Period of salaries that state none."))
        ] = "",
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:  # fmt: skip
        from dubao.cli.commands.reports import listed
        from dubao.postings.skills_run import run_skills

        languages = listed(language, LANGUAGES, "--language")
        columns = _columns(column or [])
        if look and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", look):
            raise _wrong("--look", look, "2026-03")
        with session.progress(t("Đang đọc và đếm tin …", "Reading and counting postings …")):
            result = run_skills(
                postings, out=out, source=source, as_of=as_of or None, look=look, columns=columns, day_first=day_first or None,
                salary_currency=salary_currency, salary_period=salary_period, languages=cast(Any, languages),
            )  # fmt: skip
        if session.json:
            session.print_json({"ok": True, "out": str(out), **_summary(result), "files": [str(p) for p in result.files]})  # fmt: skip
        else:
            _show(session, result)


def _columns(given: list[str]) -> dict[str, str]:
    from dubao.postings import FIELDS

    out = {}
    for one in given:
        field, equals, heading = one.partition("=")
        if not equals:
            raise _wrong("--column", one, "title=job_name")
        if field not in FIELDS:
            raise choice_error("--column", field, FIELDS)
        out[field] = heading
    return out


def _wrong(option: str, value: str, example: str) -> UsageError:
    return UsageError(
        Problem(
            "E-CLI-005", argument=option, vi=f"“{value}” không dùng được ở đây", en=f"“{value}” cannot be used here",
            remedy_vi=f"ghi như {example}", remedy_en=f"write it as {example}",
        )
    )  # fmt: skip


def _summary(result: Any) -> dict[str, Any]:
    found = result.overview
    return {
        "postings": found.postings, "months": [found.first, found.look], "full_months": found.full_months,
        "statements_vi": [line[0] for block in result.blocks() for line in block.lines],
        "statements_en": [line[1] for block in result.blocks() for line in block.lines],
        "tables": {table.name: [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows] for table in result.tables if table.name != "months"},
    }  # fmt: skip


def _show(session: Session, result: Any) -> None:
    from dubao.numbers import format_number, format_percent

    t, at = session.words, 0 if session.lang == "vi" else 1
    for block in result.blocks()[:2]:
        for line in block.lines:
            session.print(line[at])
    right = (t("Số tin", "Postings"), t("Tỷ trọng", "Share"), t("Khoảng", "Interval"))
    for name in ("skills", "roles", "pairs"):
        table = next((one for one in result.tables if one.name == name), None)
        if table is None:
            continue
        names = [c.name for c in table.columns]
        rows = []
        for row in table.rows[:_SHOWN]:
            one = dict(zip(names, row, strict=True))
            ends = "–".join(format_percent(one[end], session.lang, 1, share=True) for end in ("low", "high"))
            rows.append(
                (
                    one[f"label_{session.lang}"], format_number(one["mentions"], session.lang, 0),
                    format_percent(one["share"], session.lang, 1, share=True), ends,
                )
            )  # fmt: skip
        session.table((t("Tên", "Name"), *right), rows, title=(table.vi, table.en)[at], right=right)
    session.note(t(f"Đã ghi {len(result.files)} tệp vào {result.files[0].parent}.", f"Wrote {len(result.files)} files to {result.files[0].parent}."))  # fmt: skip
