"""The search: what it finds, and what it never returns."""

import logging
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from rank_bm25 import BM25Okapi

from assistant.errors import InputError
from assistant.model.corpus import Term
from assistant.pack import Pack, load_pack
from assistant.retrieve import BundledEmbedder, Index, open_index
from assistant.retrieve.entries import Bounds, entries_of, pointers_of
from assistant.retrieve.lexical import K1, B, Lexical, Tokenizer
from assistant.retrieve.store import FACTS


def refs(index: Index, query: str, **how: object) -> list[str]:
    return [hit.ref for hit in index.search(query, **how)]


@pytest.mark.parametrize("mode", ["hybrid", "vector", "bm25"])
def test_the_fact_that_says_it_comes_first(index: Index, mode: str) -> None:
    assert "institute-2020#f01" in refs(index, "heavy corrosion of the deck calls for renewal", mode=mode)[:2]
    assert refs(index, "hidden cracks missed by a visual survey", mode=mode)[0] == "institute-2020#f03"


def test_a_criterion_leads_to_what_it_rests_on(index: Index) -> None:
    query = "a sag above 30 mm must be shown"
    assert set(refs(index, query, k=2)) == {"institute-2020#f01", "harbour-rules#f02"}
    pointers = [p.id for p in pointers_of(index.pack)]
    assert refs(index, query, k=2, without=pointers) != refs(index, query, k=2)
    assert "harbour-rules#f02" not in refs(index, query, policy_set="county"), "the filter holds for what is pointed at"


def test_words_of_another_field_find_nothing(index: Index) -> None:
    for query in ("zebra", "tomato soup with basil", "", "?!", "quarterly interest on savings"):
        assert refs(index, query) == []


def test_an_abbreviation_finds_what_it_stands_for(index: Index) -> None:
    assert "institute-2020#f03" in refs(index, "NDT", mode="bm25")


def test_regions_are_a_hard_filter(index: Index) -> None:
    query = "southern spans closed again within a year"
    assert refs(index, query)[0] == "southern-series#f01"
    assert "southern-series#f01" in refs(index, query, regions=["north", "south"])
    for mode in ("hybrid", "vector", "bm25"):
        assert not any(r.startswith("southern") for r in refs(index, query, regions=["north"], mode=mode))


def test_no_text_of_another_payer(index: Index) -> None:
    query = "coats of paint within years before a span is renewed"
    assert {"harbour-rules#f01", "valley-rules#f01"} <= set(refs(index, query))
    for mode in ("hybrid", "vector", "bm25"):
        town = refs(index, query, policy_set="town", mode=mode)
        assert "harbour-rules#f01" in town, "the set rests on it"
        assert "valley-rules#f01" not in town, "it is only told beside a criterion"
        county = refs(index, query, policy_set="county", mode=mode)
        assert "valley-rules#f01" in county, "it is the set's own payer"
        assert "harbour-rules#f01" not in county


def test_a_payers_requirement_is_its_own_rule_in_a_guideline_too() -> None:
    rules = {e.ref: e for e in entries_of(load_pack()) if e.rule}
    assert all(e.source.type == "Policy" or e.fact.role == "requirement" for e in rules.values())
    assert any(e.source.type == "Guideline" for e in rules.values())


def test_the_filter_of_the_store_says_the_same_as_ours(index: Index) -> None:
    entries = entries_of(index.pack)
    vectors = index.embedder.embed(["span"])
    for regions in ((), ("north",), ("south",), ("north", "south")):
        for issuers in (None, frozenset[str](), frozenset({"Valley Fund"})):
            for named in (frozenset[str](), frozenset({"harbour-rules#f01"})):
                bounds = Bounds(frozenset(regions), issuers, named)
                found = index._store.nearest(FACTS, vectors, 100, bounds.where())[0]
                assert {ref for ref, _ in found} == {e.ref for e in entries if bounds.allow(e)}


def test_fewer_are_the_best_of_more(index: Index) -> None:
    many = refs(index, "renewal of a span", k=20)
    assert len(many) > 2
    assert refs(index, "renewal of a span", k=2) == many[:2]


def test_several_queries_at_once_find_what_each_finds_alone(index: Index) -> None:
    queries = ["corrosion of the deck", "zebra", "coats of paint"]
    assert index.search_many(queries, k=3) == [index.search(q, k=3) for q in queries]


def test_the_built_in_corpus_keeps_payers_apart() -> None:
    pack = load_pack()
    for id in pack.policy_set_ids():
        whole = pack.whole_policy_set(id)
        assert set(whole.issuers) <= {s.issuer for s in pack.sources.values()}


@pytest.mark.parametrize(("how", "told"), [({"mode": "fuzzy"}, "fuzzy"), ({"regions": ["east"]}, "east")])
def test_unknown_words(index: Index, how: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        index.search("span", **how)
    with pytest.raises(InputError, match="village"):
        index.search("span", policy_set="village")


def test_our_postings_score_as_the_library_does() -> None:
    dice = random.Random(1)
    texts = [[dice.choice("abcdefghij") for _ in range(dice.randint(1, 12))] for _ in range(40)]
    library = BM25Okapi(texts, k1=K1, b=B)
    for _ in range(20):
        query = [dice.choice("abcdefghijk") for _ in range(4)]
        found, possible = Lexical({str(n): text for n, text in enumerate(texts)}).best(query)
        expected = {str(n): score for n, score in enumerate(library.get_scores(query)) if score > 0}
        assert dict(found) == pytest.approx(expected)
        assert [score for _, score in found] == pytest.approx(sorted(expected.values(), reverse=True))
        assert all(score <= possible for _, score in found)


def test_tokens() -> None:
    tokens = Tokenizer([Term(term="NDT", meaning="non-destructive testing"), Term(term="pl", meaning="plate")])
    assert tokens("The renewal of SPANS") == ["renew", "span"]
    assert tokens("NDT") == ["ndt", "non", "destruct", "test"]
    assert tokens("grade 4- at 3.5 mm") == ["grade", "4-", "3.5", "mm"]


def test_two_meanings_of_an_abbreviation_are_left_alone(pack: Pack) -> None:
    tokens = Tokenizer([Term(term="PT", meaning="physical therapy"), Term(term="PT", meaning="prothrombin time")])
    assert tokens("PT") == ["pt"]


def test_the_embedder_leaves_logging_alone() -> None:
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    vectors = BundledEmbedder().embed(["a span", "a deck"])
    assert (root.level, root.handlers[:]) == before
    assert vectors.shape == (2, 256)
    assert (vectors**2).sum(axis=1) == pytest.approx([1.0, 1.0], abs=1e-4)


def test_documents_side_by_side_search_an_index_that_nobody_opened_yet(index: Index) -> None:
    """The library that keeps the vectors cannot be opened twice at once."""
    fresh = open_index(index.pack, index.folder.parent)
    start = threading.Barrier(8)

    def one(n: int) -> int:
        start.wait()
        return len(fresh.search_many([f"span {n}", "bridge"]))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))) == [2] * 8
