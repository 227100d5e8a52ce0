"""``dubao report`` and ``dubao explain``: the annual report and the way of one of its numbers."""

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from dubao.cli.session import Session
from dubao.cli.usage import choice_error

LANGUAGES = ("vi", "en")
FORMATS = ("html", "pdf", "docx", "xlsx", "csv")


def listed(value: str, allowed: tuple[str, ...], option: str) -> list[str]:
    """The parts of a comma-separated option, each of them known, in the order given.

    >>> listed("vi, en", ("vi", "en"), "--lang")
    ['vi', 'en']
    """
    parts = list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    for part in parts:
        if part not in allowed:
            raise choice_error(option, part, allowed)
    if not parts:
        raise choice_error(option, value, allowed)
    return parts


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "report",
        help=t(
            "Lập báo cáo dự báo thường niên từ một tệp cấu hình TOML.",
            "Write the annual forecast report from a TOML configuration.",
        ),
    )
    def report(
        config: Annotated[
            Path, typer.Argument(metavar="CONFIG", help=t("Tệp cấu hình.", "Configuration file."))
        ],
        out: Annotated[
            Path, typer.Option("--out", metavar="DIR", help=t("Thư mục kết quả.", "Folder of the result."))
        ],
        lang: Annotated[
            str,
            typer.Option(
                "--lang", metavar="vi,en", help=t("Ngôn ngữ của báo cáo.", "Languages of the report.")
            ),
        ] = ",".join(LANGUAGES),
        formats: Annotated[
            str,
            typer.Option(
                "--format", metavar=",".join(FORMATS), help=t("Định dạng cần ghi.", "Formats to write.")
            ),
        ] = ",".join(FORMATS),
        as_json: Annotated[
            bool, typer.Option("--json", help=t("Kết quả dạng JSON.", "Result as JSON."))
        ] = False,
    ) -> None:
        languages = listed(lang, LANGUAGES, "--lang")
        wanted = listed(formats, FORMATS, "--format")
        from dubao.report import build

        with session.progress(t("Đang lập báo cáo …", "Writing the report …")):
            result = build(config, out=out, languages=cast(Any, languages), formats=cast(Any, wanted))
        files = _written(result, out)
        if session.json:
            session.print_json({"ok": True, "out": str(out), "files": files})
            return
        for file in files:
            session.print(file)
        session.note(t(f"Đã ghi báo cáo vào {out}.", f"The report is in {out}."))

    @app.command(
        "explain",
        help=t(
            "Giải thích một số của báo cáo: định nghĩa, phạm vi, đầu vào, công thức, giả định.",
            "Explain a number of the report: definition, scope, inputs, formula, assumptions.",
        ),
    )
    def explain(
        number: Annotated[
            str,
            typer.Argument(
                metavar="ID", help=t("Mã của số, ví dụ B4-07.", "Id of the number, for example B4-07.")
            ),
        ],
        report_folder: Annotated[
            Path, typer.Option("--report", metavar="DIR", help=t("Thư mục báo cáo.", "Folder of the report."))
        ] = Path("build/report"),
        as_json: Annotated[
            bool, typer.Option("--json", help=t("Kết quả dạng JSON.", "Result as JSON."))
        ] = False,
    ) -> None:
        from dubao.report import explain as explain_number

        found = explain_number(number, report=report_folder, lang=session.lang)
        if session.json:
            session.print_json({"ok": True, **found.to_dict()})
        else:
            session.print(found.text(session.lang))


def _written(result: Any, out: Path) -> list[str]:
    """Files that a build reports, or those it left in its folder."""
    files = getattr(result, "files", None)
    if isinstance(files, dict):
        files = files.values()
    if files is None:
        files = sorted(path for path in out.rglob("*") if path.is_file())
    return [str(file) for file in files]
