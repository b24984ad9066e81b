"""Pairs of a key point and a statement: sampled with a seed, labelled by hand, and how the matcher does on them.

Of every point, statements that the matcher takes and the nearest by words that it does not take are drawn, from documents
of the composer, from recorded replies of a model and from what articles say in our own words. All pairs of a point are in
one half: what is learnt on the first half cannot have been fitted to the second.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import yaml

from assistant.evaluate import Configuration, Key, Plan, run
from assistant.evaluate.content import makes
from assistant.evaluate.key import KeyPoint
from assistant.evaluate.keys import LevelReader, key_of
from assistant.evaluate.written import Said
from assistant.intake import load_case
from assistant.model.base import Model
from assistant.pack import load_pack
from assistant.pack.yamlio import Loader
from assistant.settings import Settings

HERE: Final = Path(__file__).parent
CASES: Final = HERE.parent / "cases"
KEYS: Final = HERE.parent / "keys"
PAIRS: Final = HERE / "pairs.jsonl"
LABELS: Final = HERE / "labels.yaml"
SEED: Final = 20261121
SIZE: Final = 295
"""Pairs drawn by point; each paraphrase comes on top, with the point that is nearest to it by words."""
NEAR: Final = 4
"""Nearest statements of a point among which one that the matcher does not take is drawn."""
Half = Literal["dev", "held"]
Origin = Literal["composer", "excellent", "careless", "paraphrase"]


class Pair(Model):
    """A point and a statement. What a reader says of it stands in `labels.yaml`, under its id."""

    id: str
    half: Half
    case: str
    point: str
    """Id of the point in the key of the case."""
    origin: Origin
    section: str
    context: str
    """Headings above the statement."""
    text: str

    def said(self) -> Said:
        return Said(id=self.id, section=self.section, context=self.context, text=self.text)


def pairs() -> list[Pair]:
    """The pairs as they were drawn."""
    return [Pair.model_validate_json(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def labels() -> dict[str, bool]:
    """Whether the statement makes the point, by a reader."""
    read = yaml.load(LABELS.read_text(encoding="utf-8"), Loader)
    return {id: label == "yes" for id, label in read["labels"].items()}


def points() -> dict[tuple[str, str], KeyPoint]:
    """Every point of every key, by case and id."""
    return {(path.stem, p.id): p for path in sorted(CASES.glob("*.yaml")) for p in _key(path).points}


def matched(pair: Pair, known: dict[tuple[str, str], KeyPoint]) -> bool:
    """What the matcher says."""
    return makes(known[pair.case, pair.point], pair.said(), LevelReader(load_pack().levels))


def _key(path: Path) -> Key:
    loaded = load_case(path)
    key = key_of(KEYS, loaded.case, loaded.pack)
    assert key is not None
    return key


# --- drawing ---------------------------------------------------------------------------------------------------------


def draw() -> str:
    """Draws the pairs anew, as the text of the file. Labels of pairs that stay the same pair keep their id."""
    chance = random.Random(SEED)
    said = {path.stem: list(_statements(path)) for path in sorted(CASES.glob("*.yaml"))}
    every = points()
    halves = _halves(list(every), chance)
    found: list[Pair] = []
    for (case, id), point in every.items():
        taken, near = _split(point, said[case])
        chosen = chance.sample(taken, min(1, len(taken))) + chance.sample(near[:NEAR], min(1, len(near)))
        others = [pool for pool in (near[:NEAR], taken) for pool in [[p for p in pool if p not in chosen]] if pool]
        if others:
            chosen.append(chance.choice(chance.choice(others)))
        found += [_pair(case, id, halves[case, id], origin, s) for origin, s in chosen]
    chance.shuffle(found)
    found = [*found[:SIZE], *_nearest(said, every, halves)]
    unique = list({p.id: p for p in found}.values())
    chance.shuffle(unique)
    return "".join(p.model_dump_json() + "\n" for p in unique)


def _nearest(
    said: dict[str, list[tuple[Origin, Said]]],
    every: dict[tuple[str, str], KeyPoint],
    halves: dict[tuple[str, str], Half],
) -> Iterator[Pair]:
    """Each paraphrase with the point that is nearest to it."""
    for case, statements in said.items():
        for origin, s in statements:
            if origin == "paraphrase":
                id = max((i for c, i in every if c == case), key=lambda i: _nearness(every[case, i], s))
                yield _pair(case, id, halves[case, id], origin, s)


def _pair(case: str, point: str, half: Half, origin: Origin, s: Said) -> Pair:
    return Pair(
        id=_id(case, point, s), half=half, case=case, point=point, origin=origin,
        section=s.section, context=s.context, text=s.text,
    )  # fmt: skip


def _halves(keys: list[tuple[str, str]], chance: random.Random) -> dict[tuple[str, str], Half]:
    shuffled = chance.sample(keys, len(keys))
    return {key: ("dev" if n < len(keys) / 2 else "held") for n, key in enumerate(shuffled)}


def _statements(path: Path) -> Iterator[tuple[Origin, Said]]:
    """Statements of the documents on a case; one that two documents share is taken once."""
    seen: set[str] = set()
    writers: dict[Origin, str] = {"composer": "composer"}
    if (HERE.parent / "replies" / f"{path.stem}.excellent.json").is_file():
        writers |= {"excellent": "mock:replies:excellent", "careless": "mock:replies:careless"}
    for origin, model in writers.items():
        plan = Plan(path, KEYS, configuration=Configuration(model=model, retrieval="none"))
        sample = run(plan, Settings()).samples[0]
        for s in sample.written.statements:  # type: ignore[union-attr]
            if s.text not in seen:
                seen.add(s.text)
                yield origin, s
    for text in yaml.load((HERE / "paraphrases.yaml").read_text(encoding="utf-8"), Loader).get(path.stem, ()):
        yield "paraphrase", Said(id="p", section="analysis", text=text)


def _split(
    point: KeyPoint, said: list[tuple[Origin, Said]]
) -> tuple[list[tuple[Origin, Said]], list[tuple[Origin, Said]]]:
    """Statements that the matcher takes, and the others, nearest first."""
    levels = LevelReader(load_pack().levels)
    taken = [item for item in said if makes(point, item[1], levels)]
    return taken, sorted((item for item in said if item not in taken), key=lambda item: -_nearness(point, item[1]))


def _nearness(point: KeyPoint, said: Said) -> float:
    """Words that point and statement share, beside how many they have."""
    wanted, words = _stems(f"{point.says} {point.example}"), _stems(said.text)
    return len(wanted & words) / (len(wanted) * len(words)) ** 0.5 if words else 0.0


def _stems(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z0-9-]{3,}", text.lower())}


def _id(case: str, point: str, said: Said) -> str:
    """Stable as long as point and words are the same."""
    from hashlib import sha256

    return sha256(json.dumps([case, point, said.context, said.text]).encode()).hexdigest()[:10]
