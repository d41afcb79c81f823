"""Fits data/flow_choice.csv: the trees by which the flow of a number is chosen.

    pip install lightgbm
    python benchmarks/flow_choice.py [GOLD_DIR ...] [--write]

Prints, for folds of whole articles left out, how often the rules' flow and the chosen one are right; with --write the
table, fitted on all articles. Same articles, same trees. Fit after `indicator_choice.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import Case, annotated, command, view_of

from extractor.claims.choice_numbers import Numbers
from extractor.claims.flow_choice import FLOWS, MARGIN, FlowFeatures, open_to
from extractor.claims.naming import named
from extractor.evaluate.gold import GoldArticle

ROUNDS = 60
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 3, "min_data_in_leaf": 25}


def cases(article: GoldArticle) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    view = view_of(article)
    links = named(view)
    flows, numbers = FlowFeatures(view, links), Numbers(view, links)
    for quantity, number in annotated(article, links):
        made = links[number]
        told = numbers.of_number(number) | flows.of_number(number)
        right = [quantity.flow == flow for flow in FLOWS]
        own = FLOWS.index(made.topic.flow) if made.topic.flow in FLOWS else 0
        yield Case(
            article.id,
            [told | flows.of(number, flow) for flow in FLOWS],
            right,
            [int(ok) for ok in right],
            own,
            open_to(made),
            quantity.flow == made.topic.flow,
        )


if __name__ == "__main__":
    command(__doc__, "flow_choice", cases, MARGIN, ROUNDS, **PARAMETERS)
