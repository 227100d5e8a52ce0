"""Formulas as MathML: read by every current browser and by screen readers, with no script and no request to the network."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)


def _converted(node: nodes.Element, as_block: bool) -> str:
    """MathML of a formula; one that cannot be drawn is a warning with its place, which the build counts as an error."""
    try:
        return str(latex2mathml.tex2mathml(node.astext(), as_block=as_block))
    except (MathError, IndexError, KeyError) as error:
        logger.warning("formula %r cannot be drawn: %s", node.astext(), error, location=node)
        return f"<code>{escape(node.astext())}</code>"


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(_converted(node, as_block=False))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="math">{_converted(node, as_block=True)}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
