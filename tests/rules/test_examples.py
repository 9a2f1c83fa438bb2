from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from workflows import rules

MODULES = sorted(module.name for module in pkgutil.iter_modules(rules.__path__, "workflows.rules."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
