"""--explain names the words that decided each field, and nothing for a field that holds nothing."""

import pytest

import extractor
from extractor.claims.explain_words import phrase_near
from extractor.claims.view import Mark
from extractor.settings import Settings

TEA = (
    "Tea earnings dip\n\nNAIROBI, June 9 -- Kenya's tea exports to Pakistan fell 3.2 percent year on year to about "
    "52,000 tonnes in May, the Tea Board of Kenya said on Monday.\n\nEarnings were 1.2 billion shillings, preliminary "
    'figures showed. The board expects exports to reach 600,000 tonnes in 2026, "an increase of 4 percent in volume '
    'terms," said its head, Mary Wanjiru.'
)
PORT = (
    "Port traffic\n\nSeasonally adjusted, German imports from China were down 2.1% on the month in April, and exports "
    "doubled. Berlin aims to cut the deficit by $5 billion by 2030. The surplus hit a record $90 billion in March."
)
STEEL = (
    "Steel\n\nWashington has threatened a tariff of 30 percent on steel from the EU. Imports were $3.1 billion in "
    "April, up from a revised $2.9 billion in March, data from the Census Bureau showed."
)
RISE = "Kenya's exports rose 4.5 percent to $7.2 billion in 2024."
CASES = [
    (RISE, "4.5 percent", {"role": ["rose"], "direction": ["rose"], "place": ["Kenya"], "period": ["2024"]}),
    (RISE, "$7.2 billion", {"role": ["to"], "direction": None, "baseline": None, "status": None}),
    (TEA, "3.2 percent", {"direction": ["fell"], "partner": ["Pakistan"], "baseline": ["year on year"],
                          "source": ["Tea Board of Kenya", "said"], "qualifier": None, "vintage": None}),
    (TEA, "52,000 tonnes", {"qualifier": ["about"], "direction": None, "period": ["May"], "basis": None}),
    (TEA, "1.2 billion shillings", {"vintage": ["preliminary"], "period": ["May"], "place": ["Kenya"], "partner": None,
                                    "source": None}),
    (TEA, "600,000 tonnes", {"status": ["expects"], "period": ["2026"], "place": ["Kenya"], "direction": None}),
    (TEA, "4 percent", {"direction": ["increase"], "basis": ["in volume"], "source": ["Mary Wanjiru", "said"]}),
    (PORT, "2.1%", {"direction": ["down"], "adjusted": ["Seasonally adjusted"], "baseline": ["on the month"]}),
    (PORT, "doubled", {"role": ["doubled"], "direction": ["doubled"], "adjusted": ["Seasonally adjusted"]}),
    (PORT, "$5 billion", {"status": ["aims"], "direction": ["cut"], "period": ["2030"]}),
    (PORT, "$90 billion", {"marks": ["record"], "direction": None, "adjusted": None}),
    (STEEL, "30 percent", {"status": ["threatened"], "place": ["Washington"], "partner": ["EU"], "direction": None}),
    (STEEL, "$2.9 billion", {"vintage": ["revised"], "role": ["from"], "period": ["March"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "wanted"), CASES, ids=[f"{text[:6]}-{number}" for text, number, _ in CASES])
def test_a_field_is_explained_by_its_words(text, number, wanted):
    result = extractor.extract(text, published="2025-06-10", settings=Settings(explain=True))
    claim = next(claim for claim in result.quantities if claim.text == number)
    told = {field: [mention.text for mention in found] for field, found in claim.explain.items()}
    assert {field: told.get(field) for field in wanted} == wanted


@pytest.mark.parametrize("text", [TEA, PORT, STEEL, RISE])
def test_what_is_explained_holds_something(text):
    for claim in extractor.extract(text, published="2025-06-10", settings=Settings(explain=True)).quantities:
        for field, found in claim.explain.items():
            assert getattr(claim, field)
            assert all(text[mention.start : mention.end] == mention.text for mention in found)
        assert not {"qualifier"} & claim.explain.keys() or claim.qualifier != "exact"
        assert not {"status"} & claim.explain.keys() or claim.status != "reported"


def test_the_nearest_phrase_is_told_whatever_stands_between_its_words():
    text = "Year-on-year it rose 5 percent, and  year\non year 6 percent."
    at = text.index("6")
    mark = Mark("quantity", at, at + 9, 0, 0, {}, 0, 0, 0)
    assert text[slice(*phrase_near(text, (0, len(text)), mark, ("year on year", "year")))] == "year\non year"
