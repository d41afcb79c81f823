"""Conflicts name the fewest figures that clash."""

import pytest

import extractor

PUBLISHED = "2025-02-10"
CASES = [
    (
        "parts-above-whole",
        "Arrivals\n\nThailand counted 17.43 million visitors in 2024: 9.45 million from Malaysia, 6.73 million from "
        "China, 2.13 million from India, 1.87 million from Korea and 1.75 million from Russia.",
        "sum_of_parts",
        {"17.43 million visitors", "9.45 million", "6.73 million", "2.13 million"},
    ),
    (
        "parts-below-whole",
        "Arrivals\n\nThailand counted 17.43 million visitors in 2024: 4.95 million from Malaysia, 3.76 million from "
        "China, 2.13 million from India, 1.87 million from Korea and 1.75 million from Russia.",
        "sum_of_parts",
        {"17.43 million visitors", "4.95 million", "3.76 million", "2.13 million", "1.87 million", "1.75 million"},
    ),
]


@pytest.mark.parametrize(("name", "text", "check", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_core_is_the_least_that_clashes(name, text, check, expected):
    result = extractor.extract(text, published=PUBLISHED)
    alarms = [f for f in result.findings if f.verdict == "inconsistent" and f.check == check]
    told = {claim.id: claim.text for claim in result.claims}
    assert [{told[name] for name in alarm.core} for alarm in alarms] == [expected]
