"""Small keys, documents and articles for the tests. The articles are invented, in the form of the ones that are compared."""

from typing import Any

from assistant.evaluate.key import Key
from assistant.evaluate.written import Said, Written

TEXT_ARTICLE = """Is a bridge renewal at P3-4 indicated for a span with two earlier repairs?

Medical Advisory BoardAll articles are reviewed for accuracy by our Medical Advisory Board
Educational purpose only • Exercise caution as content is pending human review
Submitted
Last updated: January 2, 2026View editorial policy

Renewal of the Span P3-5 is NOT Medically Necessary

The renewal is not medically necessary as requested because the survey is missing 1, 2.


Critical Deficiencies in Documentation

Missing Survey

  • The survey of P3-4 does not meet the threshold of "marked wear" 1, 2
  • Guidelines mandate a survey, with 3 of 4 readings. 2
  • Renewal is only indicated for:
    • Loose bolts 3
  • The record says "no bolts checked" [@case presentation]

Renewal of the Deck (12345, 1234T): MEETS CRITERIA

  • The deck is worn in 40-60% of its width. 1 It may justify renewal at P4-5 if it is surveyed 2, 3.

Inpatient Work: Cannot Be Determined

  • Nothing is known of the hours 3

Required Steps Before Approval

Mandatory Papers

  1. Document the survey with dates 2
  2. Obtain films 7

Common Pitfalls to Avoid

Insufficient Survey

  • Renewing what is sound 1

In summary: The span is NOT medically necessary. 1 It has to be surveyed. 2

References

Guideline

The Care of Spans

Practical Summaries, 2025

Research

Spans that fail.

Journal of Bridges, 2015

Guideline

Decks

Practical Summaries, 2024

Related Questions

What is the first step in the care of spans?
Is a deck worn by salt?

Professional Medical Disclaimer

This information is intended for professionals.
"""

MARKDOWN_ARTICLE = """# Assessment for Two-Stage Renewal

## Stage 1: Spans P1-P2 Are NOT Medically Necessary

The spans **do not meet** the criteria, because no wear is shown [1,2].

### Why This Matters

- Bolts hold for 5 years [2-4]

## Stage 2: Partial Medical Necessity

Stage 2 is only partially medically necessary, with gaps.

### Survey (54321): NOT Medically Necessary as Standalone

- A survey is incidental to all other work [3]

### Deck (12345): Medical Necessity Cannot Be Determined

- The request names no level [1]

## References

1. Guideline. The Care of Spans. 2025
2. Research. Spans that fail. 2015
3. Decks without a type
"""


def told(id: str = "worn", **changes: Any) -> dict[str, Any]:
    """A point, as it stands in a key."""
    plain = {"id": id, "says": "The deck is worn.", "groups": [["deck"], ["worn"]], "example": "The deck is worn out."}
    return plain | changes


def key(**changes: Any) -> Key:
    """A key of one line."""
    outcome = {"outcome": "necessary"}
    plain = {
        "case": "small",
        "policy_set": "general",
        "outcomes": {
            "overall": outcome,
            "determination": outcome,
            "lines": {"a": {"code": "12345", **outcome}},
        },
    }
    return Key.model_validate(plain | changes)


def document(*texts: str, section: str = "analysis", **fields: Any) -> Written:
    """A document of these statements, all in one section."""
    said = tuple(Said(id=f"s{n}", section=section, text=text, **fields) for n, text in enumerate(texts, start=1))
    return Written(title="A document", headings=(), statements=said, sources={})
