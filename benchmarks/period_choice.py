"""Fits data/period_choice.csv: the trees by which a number's period is chosen among its candidates.

    pip install lightgbm
    python benchmarks/period_choice.py [FOLDER_OR_TABLE ...] [--write]

Prints, for folds of whole articles left out, how often the rules' period and the chosen one are right, and how often
any candidate is; with --write the table, fitted on all articles. Same articles, same trees.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import SETS, Annotated, Case, command

from extractor.claims.choice_numbers import Numbers
from extractor.claims.flow_choice import choose_flows
from extractor.claims.naming import named_by_rules
from extractor.claims.period_candidates import PeriodCandidates
from extractor.claims.period_choice import MARGIN, open_to
from extractor.evaluate.matching import days

ROUNDS = 100
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 3, "min_data_in_leaf": 25}


def cases(article: Annotated) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    view = article.view
    links = named_by_rules(view)
    choose_flows(view, links)
    candidates, numbers = PeriodCandidates(view, links), Numbers(view, links)
    for reading, number in article.among(links):
        made, offered = links[number], candidates.of(number)
        right = [days(reading.period) == days(c.value) for c in offered]
        told = numbers.of_number(number) | candidates.of_number(number)
        yield Case(
            article.article.id,
            [told | candidates.features(number, c) for c in offered],
            right,
            [int(ok) for ok in right],
            0,
            open_to(made),
            right[0],
        )


if __name__ == "__main__":
    command(__doc__, "period_choice", cases, SETS, MARGIN, ROUNDS, **PARAMETERS)
