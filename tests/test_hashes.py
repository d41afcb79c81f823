"""The hashes in an output don't hang on what else the process has loaded."""

from pathlib import Path

import pytest

import extractor
from extractor import lookups, network, pipeline


@pytest.mark.parametrize("module", [lookups, network, pipeline], ids=lambda module: module.__name__)
def test_hashes_hold_no_object_that_others_write_into(module):
    extractor.load("fast")
    code = compile(Path(module.__file__).read_text(encoding="utf-8"), module.__file__, "exec")
    literals = [code]
    for one in literals:
        literals += [constant for constant in one.co_consts if hasattr(constant, "co_consts")]
    assert not [c for one in literals for c in one.co_consts if isinstance(c, bytes) and len(c) == 1]
    assert lookups.ZERO[0] == 0
