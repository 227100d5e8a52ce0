"""``dubao security``: three concepts of need for cybersecurity staff, from a file of inputs."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dubao.cli import options
from dubao.cli.session import Session


def register(app: typer.Typer, session: Session) -> None:
    t = session.words

    @app.command(
        "security",
        help=t(
            "Tính nhu cầu nhân lực an ninh mạng theo ba khái niệm từ một tệp đầu vào, đặt cạnh nhau, không cộng.",
            "Need for cybersecurity staff under three concepts from a file of inputs, side by side and never added.",
        ),
    )
    def security(
        file: Annotated[
            Path,
            typer.Argument(
                metavar="FILE",
                help=t("Tệp CSV hoặc XLSX, mỗi dòng một đầu vào.", "CSV or XLSX file, one row an input."),
            ),
        ],
        template: Annotated[
            bool,
            typer.Option(
                "--template",
                help=t("Ghi tệp mẫu để điền thay vì tính.", "Write a file to fill in instead."),
            ),
        ] = False,
        draws: Annotated[
            int, typer.Option("--draws", min=2, metavar="N", help=t("Số đường mô phỏng.", "Number of draws."))
        ] = 4000,
        seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help=t("Hạt giống.", "Seed."))] = 1,
        level: Annotated[
            float,
            typer.Option(
                "--level",
                metavar="PERCENT",
                help=t("Mức của khoảng, phần trăm.", "Level of the intervals, percent."),
            ),
        ] = 80.0,
        out: options.csv_out_option(session) = None,  # type: ignore[valid-type]
        as_json: options.json_option(session) = False,  # type: ignore[valid-type]
    ) -> None:
        from dubao.cli.results import show_rows
        from dubao.labour import cybersecurity as cyber

        if template:
            written = cyber.write_template(file)
            session.note(t(f"Đã ghi tệp mẫu {written}.", f"Wrote the template {written}."))
            return
        found = cyber.calculate(file, draws=draws, seed=seed, level=level / 100.0)
        rows, influences = found.rows(session.lang, level=level / 100.0), found.influence_rows(session.lang)
        screen = not session.json and out is None
        show_rows(session, _for_screen(rows) if screen else rows, out, extra={"influences": influences})
        if not session.json:
            show_rows(session, _for_screen(influences), None)
            session.note(
                t(
                    "Ba khái niệm đếm những thứ khác nhau: không cộng, không so như cùng một đại lượng.",
                    "The three concepts count different things: never add them or compare them as if alike.",
                )
            )


def _for_screen(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whole persons, two decimals below ten, and words that repeat those of the row above of the same concept left out.

    >>> _for_screen([{"a": "x", "b": 937.18}, {"a": "x", "b": 0.8509}])
    [{'a': 'x', 'b': 937.0}, {'a': '', 'b': 0.85}]
    """
    out = []
    above: dict[str, Any] = {}
    for row in rows:
        shown: dict[str, Any] = {}
        same = above and next(iter(row.values())) == next(iter(above.values()))
        for name, value in row.items():
            if isinstance(value, float):
                shown[name] = round(value, 2) if abs(value) < 10 else float(round(value))
            else:
                shown[name] = "" if same and value == above[name] else value
        out.append(shown)
        above = row
    return out
