"""`extractor evaluate`: figures over annotated articles, from the pipeline or from results written before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from extractor import engine, evaluate, readers
from extractor.commands.inputs import complain
from extractor.schema import Article, ArticleError, Result
from extractor.settings import Settings


def _extracted(articles: Sequence[Article], settings: Settings, workers: int) -> tuple[list[Result], bool]:
    made = list(engine.stream(articles, None, settings, workers, batch_size=32))
    for outcome in made:
        if isinstance(outcome, ArticleError):
            complain(outcome)
    results = [outcome for outcome in made if isinstance(outcome, Result)]
    return results, len(results) < len(made)


def _read(path: Path | None) -> tuple[list[Result], bool]:
    """Results written before; True where something else stands there too."""
    results, failed = [], False
    for item in readers.read_all([path] if path else []):
        if isinstance(item, Result):
            results.append(item)
        else:
            failed = True
            complain(
                item
                if isinstance(item, ArticleError)
                else ArticleError(id=item.id, source=item.source, reason="an article, not a result")
            )
    return results, failed


def _benchmark(articles: Sequence[evaluate.GoldArticle], settings: Settings, written: bool) -> int:
    """Prints the planted-error benchmark. Raises ValueError for results written before: it makes its own."""
    if written:
        raise ValueError("--planted extracts the articles itself and takes no --results")
    from extractor import pipeline

    nlp = pipeline.load(settings.model)
    table = evaluate.benchmark(articles, lambda article: engine.extract(nlp, article, settings))
    sys.stdout.write(table.to_text())
    return 0


def run(
    gold: Path,
    results: Path | None,
    mutants: Path | None,
    settings: Settings,
    *,
    planted: bool,
    benchmark: bool = False,
    workers: int,
    form: str,
    show: Sequence[str],
) -> int:
    """Prints the table. The exit code: 0, or 3 where something failed. Raises OSError, ValueError."""
    articles = evaluate.load_gold(gold)
    if not articles:
        raise ValueError(f"{gold}: no annotated articles")
    if benchmark:
        return _benchmark(articles, settings, results is not None)
    if results is not None:
        (clean, failed), (changed, broken) = _read(results), _read(mutants)
    else:
        clean, failed = _extracted([evaluate.clean_article(article) for article in articles], settings, workers)
        with_errors = (
            [mutant for article in articles for mutant in evaluate.mutant_articles(article)] if planted else []
        )
        changed, broken = _extracted(with_errors, settings, workers) if with_errors else ([], False)
    evaluation = evaluate.evaluate(articles, clean, changed)
    sys.stdout.write(evaluate.to_json(evaluation) if form == "json" else evaluation.to_text())
    for kind in show:
        sys.stdout.write(evaluation.show(kind))
    return 3 if failed or broken else 0
