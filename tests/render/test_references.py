"""The reference list: a reader tells our description from a published title, and what was read from what is known second-hand."""

from functools import cache

import pytest

from assistant.guard.assemble import reference
from assistant.intake import load_case
from assistant.model.document import Determination
from assistant.pack import load_pack
from assistant.pack.lint import lint
from assistant.render import render_docx, render_html, render_markdown, render_pdf

from .reading import CASES, determination, squeezed, text_of_docx, text_of_pdf

DESCRIBED = "(Our description: its published title is not known.)"
SECOND_HAND = "(known second-hand)"
IN_PART = "(in part known second-hand)"
PACKS = ("spine", "knee")
NAME = "cervical-fusion-exploration"


@cache
def listing(pack: str) -> Determination:
    """A determination without text whose list holds every source of a pack, one after the other."""
    sources = load_pack(pack).sources.values()
    entries = tuple(
        reference(n, source, {f"{source.id}#{fact.id}": fact.text for fact in source.facts})
        for n, source in enumerate(sources, 1)
    )
    return determination(NAME).model_copy(update={"lead": (), "sections": (), "references": entries})


def test_the_sources_that_come_along_are_in_order() -> None:
    assert [str(p) for p in lint(load_pack("spine"))] == []


@pytest.mark.parametrize("pack", PACKS)
def test_each_entry_says_what_is_not_the_publication_itself(pack: str) -> None:
    entries = render_markdown(listing(pack)).split("## References")[1].splitlines()
    for number, source in enumerate(load_pack(pack).sources.values(), 1):
        (entry,) = (line for line in entries if line.startswith(f"{number}. "))
        told = [source.fidelity == "secondary" or fact.second_hand for fact in source.facts]
        assert (SECOND_HAND in entry) == all(told), source.id
        assert (IN_PART in entry) == (any(told) and not all(told)), source.id
        assert (DESCRIBED in entry) == source.title.startswith("["), source.id


@pytest.mark.parametrize(
    ("cited", "fidelity"),
    [((), "primary"), (("f01",), "primary"), (("f09",), "secondary"), (("f01", "f09"), "mixed")],
)
def test_what_a_document_cites_from_a_source_decides(cited: tuple[str, ...], fidelity: str) -> None:
    source = load_pack("spine").sources["cms-lcd-cervical-fusion-l39741-family"]
    assert reference(1, source, {f"{source.id}#{id}": "" for id in cited}).fidelity == fidelity


def test_every_form_says_it_as_often() -> None:
    made = listing("spine")
    texts = (
        render_markdown(made),
        render_html(made, load_case(CASES / f"{NAME}.yaml").case),
        text_of_docx(render_docx(made)),
        text_of_pdf(render_pdf(made)),
    )
    for words in (DESCRIBED, SECOND_HAND, IN_PART):
        counts = [squeezed(text).count(squeezed(words)) for text in texts]
        assert counts[0] > 0
        assert len(set(counts)) == 1, counts
