"""The layout that all charts with one row a label share: labels at the left, a plot in the middle, figures at the right.

On a narrow page labels stand above their rows, so that the plot keeps the whole width.
"""

from __future__ import annotations

from collections.abc import Sequence

from dubao.report.charts.axes import LABEL, TICK, Frame
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.measure import shorten, text_width, wrap

_LEADING = 15.0
# Widest head of a column of figures.
_HEAD = 120.0


class RowPlot:
    """Places of rows.

    Parameters
    ----------
    canvas : Canvas
    labels : sequence of str
        One a row, broken into up to three lines.
    top : float
        Where the first row (or the heads of the columns) begins.
    row_height : float
        Least height of the graphic part of a row.
    columns : sequence of (str, sequence of str)
        Head and figures of the columns at the right; left out on a narrow page, where the table below has them.
    notes : sequence of str, optional
        A softer line under each label.
    narrow_figures : sequence of str, optional
        On a narrow page: one figure a row, at the right of its label.

    Attributes
    ----------
    frame : Frame
        The plotting area over all rows.
    centres : list of float
        The middle of the graphic part of each row.
    """

    def __init__(
        self,
        canvas: Canvas,
        labels: Sequence[str],
        top: float,
        row_height: float,
        columns: Sequence[tuple[str, Sequence[str]]] = (),
        notes: Sequence[str] | None = None,
        inset: float = 10,
        narrow_figures: Sequence[str] | None = None,
    ) -> None:
        self._canvas = canvas
        self._columns = () if canvas.narrow else tuple(columns)
        notes = notes or [""] * len(labels)
        every = [*labels, *notes]
        self._narrow_figures = list(narrow_figures or []) if canvas.narrow else []
        if canvas.narrow:
            figure_width = max(
                (text_width(words, LABEL, True) for words in self._narrow_figures), default=-12.0
            )
            label_width = canvas.width - 4 - figure_width - 12
            left = 4.0
        else:
            widest = max((text_width(words, LABEL) for words in every), default=0.0)
            label_width = min(widest, canvas.width * 0.31)
            left = label_width + 16
        widths = [
            max(
                text_width(shorten(head, TICK, _HEAD), TICK),
                max((text_width(figure, LABEL) for figure in figures), default=0.0),
            )
            + 14
            for head, figures in self._columns
        ]
        right = canvas.width - sum(widths) - (6 if widths else 4)
        self._column_ends = [canvas.width - sum(widths[i + 1 :]) - 2 for i in range(len(widths))]
        self.top = top + (20 if self._columns else 0)
        self._head_y = top + 10
        self._rows: list[tuple[float, list[str], list[str]]] = []
        self.centres: list[float] = []
        self.edges: list[tuple[float, float]] = []
        y = self.top
        for label, note in zip(labels, notes, strict=True):
            lines = wrap(label, LABEL, label_width)
            note_lines = wrap(note, TICK, label_width, 2) if note else []
            words_height = _LEADING * len(lines) + 13 * len(note_lines)
            if canvas.narrow:
                height = words_height + 4 + row_height
                centre = y + words_height + 4 + row_height / 2
                first_baseline = y + 13
            else:
                height = max(row_height, words_height + 10)
                centre = y + height / 2
                first_baseline = centre - words_height / 2 + 11.5
            self._rows.append((first_baseline, lines, note_lines))
            self.centres.append(centre)
            self.edges.append((y, y + height))
            y += height
        self.frame = Frame(left + inset, right - inset, self.top, y + 4)

    def draw_words(self) -> None:
        """Writes labels, notes, heads and figures; call it after the grid, so that words stand on top."""
        canvas = self._canvas
        for row, (y, lines, note_lines) in enumerate(self._rows):
            if self._narrow_figures:
                figure = self._narrow_figures[row]
                canvas.text(canvas.width - 2, y, figure, size=LABEL, anchor="end", bold=True, halo=True)
            for line in lines:
                canvas.text(2, y, line, size=LABEL, halo=canvas.narrow)
                y += _LEADING
            for line in note_lines:
                canvas.text(2, y - 1, line, size=TICK, colour="soft", halo=canvas.narrow)
                y += 13
            if row and not canvas.narrow:
                canvas.line(0, self.edges[row][0], canvas.width, self.edges[row][0], "grid")
        for end, (head, figures) in zip(self._column_ends, self._columns, strict=True):
            canvas.text(end, self._head_y, shorten(head, TICK, _HEAD), size=TICK, anchor="end", colour="soft")
            for centre, figure in zip(self.centres, figures, strict=True):
                canvas.text(end, centre, figure, size=LABEL, anchor="end", middle=True)

    def hit(self, row: int, title: str) -> None:
        """Makes a whole row answer to the pointer."""
        top, bottom = self.edges[row]
        self._canvas.hit(0, top, self._canvas.width, bottom - top, title)
