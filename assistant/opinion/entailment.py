"""A cross-encoder for natural language inference, in ONNX, from a folder of the user's own: any checkpoint that was exported with its
tokenizer. It runs on this machine and sends nothing.

It says of two texts whether the first entails or contradicts the second. On public claims such models err often, so only a clear
contradiction counts, and only where nothing else that the statement rests on entails it.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import SettingsError, Where
from ..guard.second import Claim, Doubt

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL: Final = ("model.onnx", "onnx/model.onnx")
TOKENIZER: Final = "tokenizer.json"
CONFIG: Final = "config.json"
LONGEST: Final = 512
"""Tokens of a pair that are read."""
BATCH: Final = 16
"""Pairs that are read together."""
ENTAILED: Final = 0.5
"""Probability from which a ground counts as entailing a claim."""


class Entailment:
    """One cross-encoder, opened when it is first asked."""

    def __init__(self, folder: Path, least: float) -> None:
        """`least`: the probability of a contradiction from which it objects.

        Raises SettingsError where the folder lacks a file, or names no labels of entailment and contradiction.
        """
        self._least = least
        self._files = [_file(folder, MODEL), _file(folder, (TOKENIZER,))]
        config = _file(folder, (CONFIG,))
        try:
            labels = {
                int(n): str(label).lower() for n, label in json.loads(config.read_text("utf-8"))["id2label"].items()
            }
        except (ValueError, KeyError, AttributeError, OSError):
            raise SettingsError("it names no labels.", where=Where(config, field="id2label"), remedy=_LABELS) from None
        self._entails, self._contradicts = _label(labels, "entail", config), _label(labels, "contra", config)
        self._session: Any = None
        self._tokenizer: Any = None

    def __call__(self, claims: Sequence[Claim]) -> Iterator[Doubt]:
        """Objections to claims that a ground contradicts and none entails. Raises SettingsError where the files do not open."""
        pairs = [(claim, ground) for claim in claims for ground in claim.grounds]
        scores = self._scores([(ground, claim.text) for claim, ground in pairs])
        for claim in claims:
            own = [(ground, s) for (c, ground), s in zip(pairs, scores, strict=True) if c is claim]
            if any(s[self._entails] >= ENTAILED for _, s in own):
                continue
            worst = max(own, key=lambda pair: pair[1][self._contradicts], default=None)
            if worst is not None and worst[1][self._contradicts] >= self._least:
                yield Doubt(claim.key, f'A second opinion reads it against its ground: "{worst[0][:160]}".')

    def _scores(self, pairs: Sequence[tuple[str, str]]) -> list["NDArray[Any]"]:
        """Probabilities of the labels for each pair."""
        import numpy as np

        if self._session is None:
            self._open()
        wanted = {given.name for given in self._session.get_inputs()}
        found: list[NDArray[Any]] = []
        for begin in range(0, len(pairs), BATCH):
            read = self._tokenizer.encode_batch(list(pairs[begin : begin + BATCH]))
            fed = {
                "input_ids": [r.ids for r in read],
                "attention_mask": [r.attention_mask for r in read],
                "token_type_ids": [r.type_ids for r in read],
            }
            inputs = {name: np.array(rows, dtype=np.int64) for name, rows in fed.items() if name in wanted}
            logits = self._session.run(None, inputs)[0]
            weights = np.exp(logits - logits.max(axis=1, keepdims=True))
            found.extend(weights / weights.sum(axis=1, keepdims=True))
        return found

    def _open(self) -> None:
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        model, words = self._files
        options = SessionOptions()
        options.log_severity_level = 4
        try:
            self._session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception:
            raise SettingsError("this is no model in ONNX.", where=Where(model), remedy=_EXPORT) from None
        try:
            self._tokenizer = Tokenizer.from_file(str(words))
        except Exception:
            raise SettingsError("this is no tokenizer.", where=Where(words), remedy=_EXPORT) from None
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()


_EXPORT: Final = "Export the checkpoint with 'optimum-cli export onnx', which writes all three files."
_LABELS: Final = (
    "The checkpoint has to be one for natural language inference, with the labels entailment and contradiction."
)


def _file(folder: Path, names: Sequence[str]) -> Path:
    found = next((path for name in names if (path := folder / name).is_file()), None)
    if found is None:
        raise SettingsError(f"the folder {folder} holds no {names[0]}.", remedy=_EXPORT)
    return found


def _label(labels: dict[int, str], stem: str, config: Path) -> int:
    found = next((n for n, label in labels.items() if label.startswith(stem)), None)
    if found is None:
        raise SettingsError(f"no label begins with '{stem}'.", where=Where(config, field="id2label"), remedy=_LABELS)
    return found
