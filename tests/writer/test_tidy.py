"""What models add to the form of a reply is taken off; what they say is left as it is."""

import json

import pytest

from assistant.writer.wire import Malformed, read

PLAIN = {"type": "record_fact", "text": "The note records “5 mm [3]” [[record:n1]].", "points": ["p1"], "basis": ["c1"]}
WHOLE = json.dumps({"statements": [PLAIN]})


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here it is:\n```\n{WHOLE}\n```\nDo you want more?",
        json.dumps([PLAIN]),
        json.dumps({"response": {"statements": [PLAIN]}}),
        json.dumps({"statements": [PLAIN | {"confidence": 0.9}]}),
        json.dumps({"statements": [PLAIN | {"points": "[p1]", "basis": ["`c1`", "record:n1"]}]}),
        json.dumps({"statements": [PLAIN | {"type": "Record Fact"}]}),
        json.dumps({"statements": [PLAIN | {"text": "- The note records “5 mm [3]” [record:n1] [2]."}]}),
        json.dumps({"statements": [PLAIN | {"text": "**The note** records “5 mm [3]”. [[ record:n1 ]]"}]}),
        json.dumps({"statements": [PLAIN | {"text": "The\u00a0note records “5 mm [3]” (record:n1).\u200b"}]}),
    ],
)
def test_the_form_is_tolerated(reply: str) -> None:
    (statement,), left_out = read(reply)
    assert statement.model_dump() == PLAIN
    assert not left_out


@pytest.mark.parametrize(
    "text",
    [
        "The difference was 5.7 (95% CI [1, 11]) [[s#f01]].",
        "Neither holds [[a#f01]][[b-c.d#f02]].",
        "“1. Severe stenosis” is quoted, and L4-5 * L5-S1 are named [[s#f01]].",
        "The body mass index is 31 kg/m² here [[record:n1]].",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    (statement,), _ = read(json.dumps({"statements": [PLAIN | {"text": text}]}))
    assert statement.text == text


def test_markers_side_by_side_are_each_their_own() -> None:
    (statement,), _ = read(json.dumps({"statements": [PLAIN | {"text": "So it is [[a#f01, b#f02]]."}]}))
    assert statement.text == "So it is [[a#f01]][[b#f02]]."


@pytest.mark.parametrize(
    "reply", ["", "no", f"{WHOLE} {WHOLE}", WHOLE[:-3], "[]", '{"statements": []}', '{"a": {"b": 1}}']
)
def test_what_is_no_reply_is_none(reply: str) -> None:
    with pytest.raises(Malformed):
        read(reply)
