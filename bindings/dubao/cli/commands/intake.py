"""``dubao intake``: how many students an institution may admit, with the Circular's forms."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dubao.cli import options
from dubao.cli.session import Session


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "intake",
        help=t(
            "Tính số lượng tuyển sinh tối đa của một cơ sở đào tạo theo Thông tư 34/2026 và ghi các biểu mẫu.",
            "Compute the maximum admission numbers of an institution by Circular 34/2026 and write its forms.",
        ),
    )
    def intake(
        config: Annotated[
            Path | None, typer.Argument(metavar="CONFIG", help=t("Tệp cấu hình TOML.", "Configuration, a TOML file."))
        ] = None,
        out: Annotated[
            Path | None, typer.Option("--out", metavar="DIR", help=t("Thư mục kết quả.", "Folder of the result."))
        ] = None,
        readings: Annotated[
            bool,
            typer.Option("--readings", help=t("Tính lại theo từng cách hiểu của điểm chưa rõ.", "Compute again under each reading of what the text leaves open.")),
        ] = False,
        template: Annotated[
            Path | None,
            typer.Option("--template", metavar="FILE.xlsx", help=t("Ghi sổ nhập trống rồi dừng.", "Write an empty input workbook and stop.")),
        ] = None,
        year: Annotated[
            int, typer.Option("--year", metavar="YEAR", help=t("Năm tuyển sinh của sổ nhập trống.", "Intake year of the empty workbook."))
        ] = 2027,
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:  # fmt: skip
        if template is not None:
            _template(session, template, year)
        elif config is None:
            raise _nothing_asked()
        else:
            _run(session, config, out, readings)


def _nothing_asked() -> Exception:
    from dubao.cli.usage import UsageError
    from dubao.errors import Problem

    return UsageError(
        Problem(
            "E-CLI-003", argument="CONFIG", vi="thiếu tham số bắt buộc", en="a required argument is missing",
            remedy_vi="ghi tệp cấu hình, hoặc --template TỆP.xlsx để tạo sổ nhập trống",
            remedy_en="name the configuration, or --template FILE.xlsx for an empty workbook",
        )
    )  # fmt: skip


def _template(session: Session, template: Path, year: int) -> None:
    from dubao.admission import write_template

    path = write_template(template, intake_year=year)
    if session.json:
        session.print_json({"ok": True, "out": str(path)})
    else:
        session.note(
            session.words(
                f"Đã ghi sổ nhập {path}. Xem trang “Giải thích” trước khi điền.",
                f"Wrote the input workbook {path}. Read the sheet “Explanation” before filling it in.",
            )
        )


def _run(session: Session, config: Path, out: Path | None, readings: bool) -> None:
    from dubao.admission import run

    t = session.words
    with session.progress(t("Đang tính …", "Computing …")):
        result = run(config, out=out, readings=readings)
    if session.json:
        session.print_json({"ok": True, **_summary(result), "files": [str(path) for path in result.files]})
        return
    _show(session, result, readings)
    for path in result.files:
        session.print(str(path))


def _summary(result: Any) -> dict[str, Any]:
    found = result.determination
    institution = found.institution
    return {
        "institution": institution.code, "name": institution.name, "invented": institution.invented, "intake_year": institution.intake_year,
        "rule_set": found.rules.rule_set, "tentative": found.tentative,
        "lawful": not result.violations,
        "recommendation_vi": result.recommendation[0], "recommendation_en": result.recommendation[1],
        "tables": {table.name: [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows] for table in result.tables},
    }  # fmt: skip


def _show(session: Session, result: Any, readings: bool) -> None:
    from dubao.admission.words import binding_words, clause_vi, form_words, level_words
    from dubao.numbers import format_number

    t, at = session.words, 0 if session.lang == "vi" else 1
    found = result.determination
    institution = found.institution
    if institution.invented:
        session.print(t("CƠ SỞ KHÔNG CÓ THẬT, SỐ LIỆU VÍ DỤ", "INVENTED INSTITUTION, EXAMPLE FIGURES"))
    if found.tentative:
        session.print(
            t(
                "TẠM TÍNH: hệ số K_GD, K_DT chưa được xác nhận theo Chuẩn đang có hiệu lực.",
                "TENTATIVE: the coefficients K_GD and K_DT are not confirmed against the Standards in force.",
            )
        )
    right = (t("Tối đa (40)", "Maximum (40)"), t("Tối đa (34)", "Maximum (34)"))
    session.table(
        (t("Địa điểm", "Location"), t("Mã", "Code"), t("Trình độ", "Level"), t("Hình thức", "Form"), *right, t("Quy định giới hạn", "Binding rule"), t("Căn cứ", "Clauses")),
        [
            (
                row.location, row.major or row.unit, level_words(row.level)[at], form_words(row.form)[at],
                format_number(row.maximum, session.lang, 0), format_number(row.maximum_reserved, session.lang, 0),
                binding_words(row.binding)[at], "; ".join(clause_vi(str(one)) if at == 0 else str(one) for one in row.clauses),
            )
            for row in found.maxima
        ],
        title=f"{institution.name} · {institution.intake_year} · {found.rules.rule_set}",
        right=right,
    )  # fmt: skip
    if readings:
        effects = result.table("reading_effects")
        names = [c.name for c in effects.columns]
        moves = (
            t("Tối đa", "Maximum"), t("Khi đổi", "Then"),
            t("Theo năng lực", "By capacity"), t("Năng lực khi đổi", "Capacity then"),
        )  # fmt: skip
        session.table(
            (t("Mã", "Id"), t("Nếu đổi sang", "If changed to"), t("Số lượng", "Number"), *moves),
            [
                (row[names.index("id")], row[names.index("choice")], row[names.index("number")], *(format_number(row[names.index(n)], session.lang, 0) for n in ("before", "after", "capacity_before", "capacity_after")))
                for row in effects.rows
                if row[names.index("number")] is not None
            ],
            title=t("Kết quả thay đổi thế nào theo từng cách hiểu", "How the answer moves under each reading"),
            right=moves,
        )  # fmt: skip
    if result.violations:
        from dubao.admission.intake_run import VIOLATIONS

        session.print(VIOLATIONS[at] + ":")
        for line in result.violations:
            session.print("  " + line[at])
    session.print(f"{t('Số lượng khuyến nghị', 'Recommended number')}: {result.recommendation[at]}")
