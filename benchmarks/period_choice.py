"""Fits data/period_choice.csv: the trees by which a number's period is chosen among its candidates.

    pip install lightgbm
    python benchmarks/period_choice.py [GOLD_DIR ...] [--write]

Prints, for folds of whole articles left out, how often the rules' period and the chosen one are right, and how often
any candidate is; with --write the table, fitted on all articles. Same articles, same trees. Fit after
`indicator_choice.py` and `flow_choice.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import Case, annotated, command, view_of

from extractor.claims.choice_numbers import Numbers
from extractor.claims.flow_choice import choose_flows
from extractor.claims.naming import named
from extractor.claims.period_candidates import PeriodCandidates
from extractor.claims.period_choice import MARGIN, open_to
from extractor.evaluate.gold import GoldArticle
from extractor.evaluate.matching import days

ROUNDS = 60
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 3, "min_data_in_leaf": 25}


def cases(article: GoldArticle) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    view = view_of(article)
    links = named(view)
    choose_flows(view, links)
    candidates, numbers = PeriodCandidates(view, links), Numbers(view, links)
    for quantity, number in annotated(article, links):
        made, offered = links[number], candidates.of(number)
        right = [days(quantity.period) == days(c.value) for c in offered]
        told = numbers.of_number(number) | candidates.of_number(number)
        yield Case(
            article.id,
            [told | candidates.features(number, c) for c in offered],
            right,
            [int(ok) for ok in right],
            0,
            open_to(made),
            right[0],
        )


if __name__ == "__main__":
    command(__doc__, "period_choice", cases, MARGIN, ROUNDS, **PARAMETERS)
