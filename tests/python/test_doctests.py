"""Every example in a docstring of the package is run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import dubao

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(dubao.__path__, "dubao.")
    if not module.name.rsplit(".", 1)[-1].startswith("_") or module.name == "dubao"
)


@pytest.mark.parametrize("name", ["dubao", *MODULES])
def test_examples_of_the_docstrings_run(name: str, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    failures, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert failures == 0
