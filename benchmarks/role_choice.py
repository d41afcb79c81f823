"""Fits data/role_choice.csv: the trees by which the role that a number plays is chosen.

    pip install lightgbm
    python benchmarks/role_choice.py [FOLDER_OR_TABLE ...] [--write]

Prints, for folds of whole articles left out, how often the rules' role and the chosen one are right; with --write the
table, fitted on all articles. Same articles, same trees.
"""

from __future__ import annotations

from collections.abc import Iterator

from trees import READINGS, SETS, Annotated, Case, command

from extractor.claims.choice_numbers import Numbers
from extractor.claims.naming import named_by_rules
from extractor.claims.role_choice import MARGIN, RoleFeatures, roles_of

ROUNDS = 100
PARAMETERS = {"learning_rate": 0.2, "lambdarank_truncation_level": 3, "min_data_in_leaf": 25}


def cases(article: Annotated) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    view = article.view
    links = named_by_rules(view)
    roles, numbers = RoleFeatures(view, links), Numbers(view, links)
    for reading, number in article.among(links):
        made = links[number]
        told = numbers.of_number(number) | roles.of_number(number)
        offered = roles_of(made)
        right = [part == (reading.role, reading.direction) for part in offered]
        features = [told | roles.of(number, part) for part in offered]
        yield Case(article.article.id, features, right, [int(ok) for ok in right], 0, True, right[0])


if __name__ == "__main__":
    command(__doc__, "role_choice", cases, [*SETS, READINGS], MARGIN, ROUNDS, **PARAMETERS)
