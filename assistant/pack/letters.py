"""What each kind of letter holds, read from `letters.yaml` of the corpus."""

from functools import lru_cache
from pathlib import Path

from ..errors import CorpusError, Where
from ..model.letter import LetterRules
from .data import corpus_root
from .kept import load_kept
from .pack import Pack

FILE = "letters.yaml"


def letter_rules(pack: Pack) -> LetterRules:
    """The rules of the pack's corpus folders, the last first; else the program's own.

    Raises CorpusError where the file is wrong, or names a blank or a duty that it does not hold.
    """
    found = next((p for root in reversed(pack.roots) if (p := root / FILE).is_file()), None)
    return _loaded(found or corpus_root() / FILE)


@lru_cache(maxsize=4)
def _loaded(path: Path) -> LetterRules:
    rules = load_kept(LetterRules, path)
    duties = {duty.id for duty in rules.duties}
    for kind in rules.kinds:
        blanks = {*kind.head, *(blank for part in kind.parts for blank in part.blanks)}
        if unknown := sorted((blanks - rules.blanks.keys()) | (set(kind.duties) - duties)):
            raise CorpusError(
                f"the letter {kind.id!r} names {unknown[0]!r}, which is neither a blank nor a duty.",
                where=Where(path),
                remedy="Add it to `blanks` or `duties`, or correct the name.",
            )
    return rules
