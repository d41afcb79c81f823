"""Fits data/indicator_choice.csv: the trees by which a number's indicator is chosen among its candidates.

    pip install lightgbm
    python benchmarks/indicator_choice.py [GOLD_DIR ...] [--write]

Prints, for folds of whole articles left out, how often the rules' reading and the chosen one are right, and how often
any candidate is; with --write the table, fitted on all articles. Same articles, same trees.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import Case, annotated, command, view_of

from extractor.claims.choice import MARGIN, open_to
from extractor.claims.choice_candidates import Candidates, stems
from extractor.claims.choice_features import Features
from extractor.claims.choice_numbers import Numbers
from extractor.claims.link import link
from extractor.evaluate.gold import GoldArticle
from extractor.evaluate.matching import same_indicator

ROUNDS = 60
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 4, "label_gain": [0, 1, 1.3]}


def cases(article: GoldArticle) -> Iterator[Case]:
    """The numbers that the article and its annotation share; of the right candidates those are best that share most
    words with the annotation, so that none is rewarded for idle words."""
    view = view_of(article)
    links = link(view)
    candidates = Candidates(view, links)
    features, numbers = Features(candidates), Numbers(view, links)
    for quantity, number in annotated(article, links):
        made, offered = links[number], candidates.of(number)
        right = [same_indicator(quantity.indicator, " ".join(c.words)) for c in offered]
        meant = stems((quantity.indicator or "").lower().split())
        shared = [len(meant & stems(c.words)) / len(meant | stems(c.words)) for c in offered]
        most = max((share for share, ok in zip(shared, right, strict=True) if ok), default=0.0)
        told = numbers.of_number(number)
        yield Case(
            article.id,
            [{**told, **own} for own in features.of(number, offered)],
            right,
            [int(ok) + (ok and share == most) for share, ok in zip(shared, right, strict=True)],
            next((n for n, c in enumerate(offered) if "rule" in c.sources), None),
            open_to(made),
            same_indicator(quantity.indicator, made.topic.indicator),
        )


if __name__ == "__main__":
    command(__doc__, "indicator_choice", cases, MARGIN, ROUNDS, **PARAMETERS)
