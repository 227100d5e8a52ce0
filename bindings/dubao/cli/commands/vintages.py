"""``dubao vintage diff`` and ``dubao score``: earlier forecasts against each other and against what came."""

from pathlib import Path
from typing import Annotated

import typer

from dubao.cli import options
from dubao.cli.session import Session


def register(app: typer.Typer, session: Session) -> None:
    t = session.words
    group = typer.Typer(
        no_args_is_help=True, help=t("Các phiên bản dự báo đã lưu.", "Stored forecast vintages.")
    )
    folder = Annotated[
        Path, typer.Argument(metavar="DIR", help=t("Thư mục của một phiên bản.", "Folder of a vintage."))
    ]

    @app.command(
        "score",
        help=t(
            "Chấm các phiên bản dự báo trước bằng số liệu nay đã quan sát.",
            "Score earlier vintages by what has since been observed.",
        ),
    )
    def score(
        vintages: Annotated[
            list[Path],
            typer.Argument(
                metavar="VINTAGES...", help=t("Thư mục của các phiên bản.", "Folders of vintages.")
            ),
        ],
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.results import show_rows
        from dubao.data import Catalogue
        from dubao.data.vintage import find_vintages
        from dubao.data.vintage_score import observed_in, require_scored, score_vintages

        found = {v.path.resolve(): v for path in vintages for v in find_vintages(path)}
        with session.progress(t("Đang chấm …", "Scoring …")):
            scores = score_vintages(list(found.values()), observed_in(Catalogue()))
        require_scored(scores)
        show_rows(session, scores.rows, out, extra={"left_out": scores.left_out})
        if scores.left_out and not session.json:
            reasons = {
                "not observed": t("chưa quan sát", "not observed"),
                "across a break": t("qua điểm gãy", "across a break"),
                "unknown series": t("chuỗi lạ", "unknown series"),
                "no median": t("không có trung vị", "no median"),
            }
            listed = ", ".join(f"{reasons[reason]} {count}" for reason, count in scores.left_out.items())
            session.note(t(f"Không chấm: {listed}.", f"Not scored: {listed}."))

    @group.command(
        "diff",
        help=t(
            "So hai phiên bản: số dự báo và nguyên nhân thay đổi.",
            "Compare two vintages: forecasts and causes of change.",
        ),
    )
    def diff(
        before: folder,
        after: folder,
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.data.vintage import read_vintage
        from dubao.data.vintage_diff import diff_vintages

        found = diff_vintages(read_vintage(before), read_vintage(after))
        if session.json:
            session.print_json({"ok": True, **found.to_dict()})
            return
        if found.same:
            session.print(t("Hai phiên bản giống nhau.", "The two vintages are the same."))
            return
        causes = {
            "data": t("số liệu", "data"), "model": t("mô hình", "model"),
            "assumptions": t("giả định", "assumptions"), "presentation": t("trình bày", "presentation"),
        }  # fmt: skip
        heads = (t("Nguyên nhân", "Cause"), t("Mục", "What"), t("Trước", "Before"), t("Sau", "After"))
        session.table(
            heads, [(causes[c.cause], c.what, _short(c.before), _short(c.after)) for c in found.causes]
        )
        from dubao.numbers import format_number, format_percent

        columns = (
            t("Chuỗi", "Series"),
            t("Kỳ", "Period"),
            t("Trước", "Before"),
            t("Sau", "After"),
            t("Thay đổi", "Change"),
        )
        session.table(
            columns,
            [
                (
                    f"{v['unique_id']} ({v['model']}, {v['scenario']})", v["ds"], format_number(v["before"], session.lang, 3),
                    format_number(v["after"], session.lang, 3), format_percent(v["relative"], session.lang, 1, share=True, sign=True),
                )
                for v in found.summary()
            ],
            title=t("Trung vị dự báo thay đổi", "Medians that changed"), right=columns[2:],
        )  # fmt: skip
        session.note(
            t(
                f"{len(found.values)} giá trị dự báo khác nhau, {len(found.causes)} thay đổi trong bản kê.",
                f"{len(found.values)} forecast values differ, {len(found.causes)} changes in the manifests.",
            )
        )

    app.add_typer(group, name="vintage")


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 24 else text[:12] + "…"
