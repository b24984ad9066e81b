"""Codes that the name of a procedure may stand for."""

from ...pack.pack import Pack
from .procedure_words import Procedure

STANDALONE = "stand-alone"
ANY = "any"


def codes_for(procedure: Procedure, regions: set[str], pack: Pack) -> frozenset[str]:
    """The codes that a name fits in some regions; none where it has no code there, so that it says nothing of them."""
    named = {*procedure.codes.values(), *procedure.revision.values(), *procedure.fits}
    here = {
        c
        for c in named
        if c in pack.codes and (ANY in (*pack.codes[c].regions, *regions) or regions & {*pack.codes[c].regions})
    }
    families = {pack.codes[code].procedure for code in here}
    return frozenset(here if procedure.exact else {c.code for c in pack.codes.values() if c.procedure in families})
