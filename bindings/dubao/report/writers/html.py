"""The report as one self-contained HTML page.

One file holds both languages, every figure as static SVG, every table, the data as JSON, the styles and a small script. It
opens from a disk without network: the content security policy of the page forbids every request. Without JavaScript the
whole content is there, the language can be switched, and CSV and SVG files can be saved; the script adds explanations of
numbers, readouts on figures, PNG files and the download of all data. The same document gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from pathlib import Path

from dubao.errors import MissingExtraError
from dubao.report.document import Document
from dubao.report.writers.html_data import embedded_json
from dubao.report.writers.html_view import Page

MAXIMUM_BYTES = 3_000_000


def _asset(name: str) -> str:
    folder = resources.files("dubao.report.writers") / "html_assets"
    return (folder / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The hash by which the content security policy allows one inline style or script."""
    return (
        "'sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii") + "'"
    )


def content_security_policy(style: str, script: str) -> str:
    """Allows this page's own style and script and pictures inside the page; forbids every request."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def render_html(document: Document) -> str:
    """The page as text.

    Parameters
    ----------
    document : Document

    Returns
    -------
    str
        A complete HTML document in UTF-8.
    """
    # Pictures inside links are the first to go when a large report would grow beyond what mail and old machines bear: the
    # figures themselves stay, and the script makes the files.
    page = _render(document, pictures=True)
    return page if len(page.encode("utf-8")) <= MAXIMUM_BYTES else _render(document, pictures=False)


def _render(document: Document, *, pictures: bool) -> str:
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError.of("Jinja2") from error
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({name: _asset(name) for name in ("page.html.jinja", "blocks.html.jinja")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    pages = {lang: Page(document, lang, pictures=pictures) for lang in ("vi", "en")}
    style = "\n".join((_asset("style.css"), _asset("print.css"), Page.print_marks(pages["vi"], pages["en"])))
    script = _asset("script.js")
    return environment.get_template("page.html.jinja").render(
        document=document,
        pages=pages,
        style=style,
        script=script,
        policy=content_security_policy(style, script),
        data=embedded_json(document),
    )


def write_html(document: Document, path: str | Path) -> Path:
    """Writes the page to a file, whole or not at all.

    Returns
    -------
    Path
        The file written.
    """
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(render_html(document), encoding="utf-8", newline="\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target
