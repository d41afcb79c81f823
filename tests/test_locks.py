"""The lock files hold what pyproject.toml asks for, with hashes, and name no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LISTS = (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
WANTED = [Requirement(asked) for asked_of in LISTS for asked in asked_of]

PIN = re.compile(
    r"^([\w.\[\],-]+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_locks(version):
    text = (ROOT / f"locks/python-{version}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:index|extra-index|find-links|trusted)", text)
    pins = PIN.findall(text)
    assert len(pins) == len(re.findall(r"^[a-z]", text, re.M)) > 50
    locked = {canonicalize_name(name.partition("[")[0]): number for name, number, _ in pins}
    for asked in WANTED:
        if asked.name != PROJECT["name"]:
            assert asked.specifier.contains(locked[canonicalize_name(asked.name)]), asked
