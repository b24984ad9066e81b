"""A list of what there is not that goes on behind an exception from it ("no this, that other than as above, or the other")."""

from .sentence import Sentence


def clause_of(sentence: Sentence, first: int) -> tuple[int, int]:
    """The clause that holds a word; behind an exception, where a comma and `or` take the list up again, with what the list begins with."""
    begin, end = sentence.clause(first)
    if not begin or not any(m.first == begin for m in sentence.cued("excepts")):
        return begin, end
    others = {m.first for m in sentence.cued("alternatives")}
    taken_up = any(sentence.words[n].word == "," and n + 1 in others for n in range(begin, first))
    return (sentence.clause(begin - 1)[0] if taken_up else begin), end
