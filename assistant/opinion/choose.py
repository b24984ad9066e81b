"""Which second opinion the settings ask for."""

from pathlib import Path
from typing import Final

from ..errors import SettingsError
from ..guard.second import SecondOpinion
from ..settings import Settings

NLI: Final = "nli:"
CHAT: Final = "chat:"
_POSSIBLE: Final = "Possible: none, nli:FOLDER (a cross-encoder in ONNX), chat:MODEL (for instance chat:openai:NAME)."


def opinion_of(settings: Settings) -> SecondOpinion | None:
    """The second opinion of the settings; None where there is none. Raises SettingsError."""
    spec = settings.second_opinion
    if spec == "none":
        return None
    if spec.startswith(NLI):
        from .entailment import Entailment

        return Entailment(Path(spec.removeprefix(NLI)).expanduser(), settings.second_opinion_least)
    if spec.startswith(CHAT):
        from .chat import Chat

        return Chat(spec.removeprefix(CHAT), settings)
    raise SettingsError(f"there is no second opinion {spec!r}.", remedy=_POSSIBLE)


def notice_of(settings: Settings) -> str:
    """What a second opinion sends away, and where to; empty where nothing leaves the machine. Raises SettingsError."""
    if not settings.second_opinion.startswith(CHAT):
        return ""
    from .chat import notice

    return notice(settings.second_opinion.removeprefix(CHAT), settings)
