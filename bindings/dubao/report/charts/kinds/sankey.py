"""Sankey: flows between columns of nodes, drawn as ribbons whose width is the flow. Always paired with its table."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import LABEL, TICK
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import SankeyData
from dubao.report.charts.measure import wrap

NODE_WIDTH = 8.0
_GAP = 14.0
_COLOURS = ("demand", "supply", "gap", "gold", "soft")


def draw(canvas: Canvas, data: SankeyData, lang: Language) -> float:
    columns = sorted({column for _, _, column in data.nodes})
    inflow = {node: sum(v for _, to, v in data.links if to == node) for node, _, _ in data.nodes}
    outflow = {node: sum(v for start, _, v in data.links if start == node) for node, _, _ in data.nodes}
    size = {node: max(inflow[node], outflow[node]) for node, _, _ in data.nodes}
    decimals = words.digits([v for _, _, v in data.links] + list(size.values()))

    members = {column: [node for node, _, c in data.nodes if c == column] for column in columns}
    most = max(len(nodes) for nodes in members.values())
    share = 0.27 if canvas.narrow else 0.24
    side = canvas.width * share
    rooms = {column: side - 4 if column in (columns[0], columns[-1]) else 150 for column in columns}
    blocks = {node: wrap(label.of(lang), LABEL, rooms[column], 3) for node, label, column in data.nodes}
    tall = max(len(lines) for lines in blocks.values()) * 14 + 17
    thickest = max(sum(size[node] for node in nodes) for nodes in members.values())
    per_unit = max(200.0, 0.6 * tall * most) / max(thickest, 1e-12)
    # Each node has a slot that holds its name, so that names stand beside their nodes.
    slots = {node: max(size[node] * per_unit + _GAP, tall) for node in size}
    plot_height = max(sum(slots[node] for node in nodes) for nodes in members.values())
    left, right = side + 6, canvas.width - side - 6 - NODE_WIDTH
    x_of = {column: left + (right - left) * i / max(len(columns) - 1, 1) for i, column in enumerate(columns)}
    top = 22.0
    canvas.text(2, 12, data.unit.of(lang), size=TICK, colour="soft")

    place: dict[str, tuple[float, float]] = {}
    for column in columns:
        nodes = members[column]
        y = top + (plot_height - sum(slots[node] for node in nodes)) / 2
        for node in nodes:
            height = size[node] * per_unit
            place[node] = (y + (slots[node] - height) / 2, height)
            y += slots[node]
    column_of = {node: column for node, _, column in data.nodes}
    label_of = {node: label.of(lang) for node, label, _ in data.nodes}
    order = [node for node, _, _ in data.nodes]
    colour_of = {node: _COLOURS[i % len(_COLOURS)] for i, node in enumerate(members[columns[0]])}

    leaving = {node: place[node][0] for node in order}
    arriving = {node: place[node][0] for node in order}
    ribbons: list[tuple[str, str, str]] = []
    for start, to, value in sorted(data.links, key=lambda link: (order.index(link[0]), order.index(link[1]))):
        thickness = value * per_unit
        x0, x1 = x_of[column_of[start]] + NODE_WIDTH, x_of[column_of[to]]
        y0, y1 = leaving[start], arriving[to]
        leaving[start] += thickness
        arriving[to] += thickness
        bend = (x0 + x1) / 2
        data_path = (
            f"M{x0:.1f} {y0:.1f}C{bend:.1f} {y0:.1f} {bend:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
            f"V{y1 + thickness:.1f}C{bend:.1f} {y1 + thickness:.1f} {bend:.1f} {y0 + thickness:.1f} {x0:.1f} {y0 + thickness:.1f}Z"
        )
        figure = words.number(value, lang, decimals, data.unit)
        title = f"{label_of[start]} → {label_of[to]}: {figure} {data.unit.of(lang)}"
        ribbons.append((data_path, colour_of.get(start, "soft"), title))
    for data_path, colour, title in ribbons:
        # A line of the same colour around each ribbon keeps neighbours apart in black and white.
        canvas.path(data_path, fill=colour, opacity=0.34, title=title)
        canvas.path(data_path, stroke=colour, width=0.7)
    for column in columns:
        at_left, at_right = column == columns[0], column == columns[-1]
        anchor, x = ("end", x_of[column] - 6) if at_left else ("start", x_of[column] + NODE_WIDTH + 6)
        for node in members[column]:
            y, height = place[node]
            title = f"{label_of[node]}: {words.number(size[node], lang, decimals, data.unit)}"
            canvas.rect(x_of[column], y, NODE_WIDTH, max(height, 1), fill="ink", title=title)
        for node in members[column]:
            y = place[node][0] + place[node][1] / 2 - (len(blocks[node]) * 14 + 14) / 2 + 11
            halo = not (at_left or at_right)
            y = canvas.lines(x, y, blocks[node], 14, size=LABEL, anchor=anchor, halo=halo)
            figure = words.number(size[node], lang, decimals, data.unit)
            canvas.text(x, y, figure, size=TICK, anchor=anchor, colour="soft", halo=halo)
    return top + plot_height + 10
