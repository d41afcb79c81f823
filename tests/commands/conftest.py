"""Folders of articles that commands read."""

import pytest
from calls import GOOD


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_text(GOOD)
    (path / "b.txt").write_text("Imports fell 2 percent in 2023.\n")
    return path


@pytest.fixture
def bad(folder):
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n")
    return folder
