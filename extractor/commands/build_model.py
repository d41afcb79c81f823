"""`extractor build-model`: the pipeline as a folder for `spacy.load`, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from extractor.commands.output import aside, umask


class FolderError(ValueError):
    """A folder that isn't ours to write into; one line."""


def run(folder: Path, model: str) -> None:
    """Writes the pipeline, in the place of one that was written before. Raises FolderError, OSError."""
    if folder.exists() and not (folder.is_dir() and _replaceable(folder)):
        raise FolderError(f"{folder} holds other things; choose a folder that is empty or not there yet")
    from extractor import pipeline

    with aside(folder) as made:
        pipeline.build(made, model)
        made.chmod(0o777 & ~umask())
        if folder.is_dir():
            shutil.rmtree(folder)
        os.replace(made, folder)


def _replaceable(folder: Path) -> bool:
    """Whether nothing is lost with the folder: it is empty, or a pipeline and nothing else."""
    names = {path.name for path in folder.iterdir()}
    if not names:
        return True
    if not {"config.cfg", "meta.json", "tokenizer", "vocab"} <= names:
        return False
    from confection import Config

    pipes = Config().from_disk(folder / "config.cfg", interpolate=False)["nlp"]["pipeline"]
    return names <= {"config.cfg", "meta.json", "tokenizer", "vocab", *pipes}
