"""Sphinx configuration: user guide, method handbook, API reference (Python by autodoc, C++ by Doxygen and Breathe)."""

from __future__ import annotations

import sys
from pathlib import Path

import dubao

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "dubao"
author = "The dubao authors"
release = dubao.__version__
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "breathe",
    "headers",
    "mathml",
]
myst_enable_extensions = ["dollarmath", "deflist"]
# Notebooks are executed when the documents are built: what they show is what the code does.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_in_temp = True
breathe_projects = {"dubao": "../build/doxygen/xml"}
breathe_default_project = "dubao"
html_theme = "pydata_sphinx_theme"
html_theme_options = {"show_toc_level": 2, "navigation_with_keys": False, "navbar_center": []}
html_sidebars = {"**": ["globaltoc.html"]}
html_static_path = ["_static"]
html_css_files = ["dubao.css"]
html_math_renderer = "mathml"
smartquotes = False
html_title = f"dubao {release}"
exclude_patterns = ["_build"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Words of a type that are no names (key, cells, model) are looked up as attributes and found in several classes.
suppress_warnings = ["ref.python"]
