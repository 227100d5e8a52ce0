"""Charts: data in, static SVG out (one for each language); no chart needs a network or a script.

``render_svg`` draws for pages, ``render_png`` for office documents, ``rows`` gives the table that stands under the chart.
They are imported on first use: the data classes alone must not pull in the drawing.
"""

from __future__ import annotations

from typing import Any

_HOME = {
    "render_svg": "render", "render_png": "render", "render_standalone_svg": "render",
    "rows": "tables", "formatted_rows": "tables", "csv_text": "csv_file",
}  # fmt: skip
__all__ = ["csv_text", "formatted_rows", "render_png", "render_standalone_svg", "render_svg", "rows"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"dubao.report.charts.{_HOME[name]}"), name)
    raise AttributeError(name)
