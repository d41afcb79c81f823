"""Fits data/flow_choice.csv: the trees by which the flow of a number is chosen.

    pip install lightgbm
    python benchmarks/flow_choice.py [FOLDER_OR_TABLE ...] [--write]

Prints, for folds of whole articles left out, how often the rules' flow and the chosen one are right; with --write the
table, fitted on all articles. Same articles, same trees.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import READINGS, SETS, Annotated, Case, command

from extractor.claims.choice_numbers import Numbers
from extractor.claims.flow_choice import FLOWS, MARGIN, FlowFeatures, open_to
from extractor.claims.naming import named_by_rules

ROUNDS = 80
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 3, "min_data_in_leaf": 25}


def cases(article: Annotated) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    view = article.view
    links = named_by_rules(view)
    flows, numbers = FlowFeatures(view, links), Numbers(view, links)
    for reading, number in article.among(links):
        made = links[number]
        told = numbers.of_number(number) | flows.of_number(number)
        right = [reading.flow == flow for flow in FLOWS]
        own = FLOWS.index(made.topic.flow) if made.topic.flow in FLOWS else 0
        yield Case(
            article.article.id,
            [told | flows.of(number, flow) for flow in FLOWS],
            right,
            [int(ok) for ok in right],
            own,
            open_to(made),
            reading.flow == made.topic.flow,
        )


if __name__ == "__main__":
    command(__doc__, "flow_choice", cases, [*SETS, READINGS], MARGIN, ROUNDS, **PARAMETERS)
