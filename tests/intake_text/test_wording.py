"""Codes of a request against the words beside them."""

import pytest

from assistant.intake.text import Reader
from assistant.intake.text.request import RequestReader
from assistant.intake.text.wording import worded


def told(text: str, reader: Reader) -> list[str]:
    return [p.message for p in worded(text, RequestReader(reader.lexicon), reader.lexicon)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Is ACDF at C5-6 (22600) medically necessary?", "“ACDF”"),
        ("Is L4-5 microdiscectomy (63047) necessary?", "“microdiscectomy”"),
        ("Is anterior cervical fusion C5-6 (22600) necessary?", "“anterior cervical fusion”"),
        ("Is posterior L5-S1 fusion (22558) necessary?", "says posterior"),
        ("Is L4-5 TLIF (22612) necessary?", "“TLIF”"),
        ("L4-5 laminectomy for stenosis (63030)", "“laminectomy”"),
        ("C5-6 foraminotomy 22551", "“foraminotomy”"),
        ("kyphoplasty L1 22511", "“kyphoplasty”"),
        ("22612, 22614 x3 for L2-4", "requested 3 times"),
    ],
)
def test_other_words_than_the_code_are_told(text: str, said: str, reader: Reader) -> None:
    (message,) = told(text, reader)
    assert said in message


@pytest.mark.parametrize(
    "text",
    [
        "Is L4-5 TLIF (22633) with laminectomy (63047) necessary?",
        "Is L4-5 decompression and fusion (63047, 22612) necessary?",
        "ALIF L5-S1 (22558) with posterior fusion (22612)",
        "ALIF L5-S1 with posterior fixation, 22558, 22840",
        "Stage 1: anterior fusion L4-5 (22558). Stage 2: posterior fusion L2-S1 (22612, 22614)",
        "Is surgery at L4-5 (22612) necessary?",
        "Is ACDF at C5-6 necessary?",
        "Is code 99999 necessary?",
        "PLIF L4-5 22630",
        "ACDF C5-7 22551, 22552, 22845",
        "L4-5 decompression 63030",
        "22612, 22614 x2 for L2-5",
    ],
)
def test_words_that_fit_are_left_alone(text: str, reader: Reader) -> None:
    assert not told(text, reader)
