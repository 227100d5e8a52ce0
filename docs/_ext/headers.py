"""Directive ``headers``: the public headers of a folder of the library, each with its banner and its declarations.

What stands in which header is read from Doxygen's files; Breathe draws the declarations.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.nodes import nested_parse_with_titles

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "lib" / "include"
XML = ROOT / "build" / "doxygen" / "xml"
DIRECTIVES = {
    "function": "doxygenfunction",
    "enum": "doxygenenum",
    "variable": "doxygenvariable",
    "typedef": "doxygentypedef",
}
PRIVATE = ("detail", "internal")


@lru_cache(maxsize=1)
def declarations() -> dict[str, list[list[str]]]:
    """Header → directives of its types and members of namespaces, in the order of the file."""
    out: dict[str, list[tuple[int, list[str]]]] = {}

    def add(node: ElementTree.Element, lines: list[str]) -> None:
        location = node.find("location")
        if location is not None:
            place = (int(location.get("line", "0")), lines)
            out.setdefault(location.get("file", ""), []).append(place)

    compounds = [
        ElementTree.parse(p).getroot().find("compounddef")
        for p in sorted(XML.glob("*.xml"))
        if p.name != "index.xml"
    ]
    named = [(c, c.findtext("compoundname", "")) for c in compounds if c is not None]
    public = [(c, name) for c, name in named if not set(PRIVATE) & set(name.split("::"))]
    types = {name for c, name in public if c.get("kind") in ("class", "struct")}
    for compound, name in public:
        if name in types and name.rpartition("::")[0] not in types:
            add(
                compound,
                [f"```{{doxygen{compound.get('kind')}}} {name}", ":members:", ":undoc-members:", "```"],
            )
        if compound.get("kind") != "namespace":
            continue
        members = [m for m in compound.iter("memberdef") if m.get("kind") in DIRECTIVES]
        counted = Counter(m.findtext("name", "") for m in members)
        for member in members:
            own = member.findtext("name", "")
            asked = f"{name}::{own}"
            if member.get("kind") == "function" and counted[own] > 1:
                parameters = ("".join(p.find("type").itertext()) for p in member.findall("param"))
                asked += f"({', '.join(parameters)})"
            add(member, [f"```{{{DIRECTIVES[member.get('kind', '')]}}} {asked}", "```"])
    return {file: [lines for _, lines in sorted(found)] for file, found in out.items()}


def banner(path: Path) -> list[str]:
    """The comment that opens a header, without the licence line and the comment marks."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("//"):
            break
        out.append(line.removeprefix("//").removeprefix(" "))
    while out and (not out[0] or out[0].startswith("SPDX")):
        out.pop(0)
    while out and not out[-1]:
        out.pop()
    return out


class Headers(Directive):
    """``folder`` as argument; headers in ``detail`` are not part of the interface and are left out."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        folder = INCLUDE / "dubao" / self.arguments[0]
        below = [h for h in sorted(folder.glob("*/*.hpp")) if h.parent.name != "detail"]
        headers = [*sorted(folder.glob("*.hpp")), *below]
        if not headers:
            raise self.error(f"no headers in {folder}")
        lines: list[str] = []
        for header in headers:
            name = str(header.relative_to(INCLUDE))
            for read in (header, Path(__file__)):
                self.state.document.settings.env.note_dependency(str(read))
            lines += [f"### `<{name}>`", ""]
            if text := banner(header):
                lines += ["```text", *text, "```", ""]
            for directive in declarations().get(f"lib/include/{name}", []):
                lines += [*directive, ""]
        node = nodes.container()
        nested_parse_with_titles(self.state, StringList(lines, source=str(folder)), node)
        return node.children


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("headers", Headers)
    return {"parallel_read_safe": True}
