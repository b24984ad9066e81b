"""Settings: one object, from environment variables (`ASSISTANT_...`) and a file. A misspelt one fails at load."""

import json
import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from .errors import Problem, SettingsError, Where

FILE: Final = "assistant.toml"
"""Settings file looked for in the folder the program is run from."""
COMPOSER: Final = "composer"
"""Name of the drafter that needs no model."""
PREFIX: Final = "ASSISTANT_"
"""What the name of an environment variable begins with."""


class Price(BaseModel):
    """What a model costs, for a million tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    prompt: float = Field(ge=0)
    """For a million tokens of prompts."""
    reply: float = Field(ge=0)
    """For a million tokens of replies."""


class Settings(BaseModel):
    """What a team sets once. Arguments come before the environment, and that before the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pack: str = "spine"
    """Policy pack of `assistant policy` and `assistant corpus`; a case names its own."""
    policy_set: str | Literal["pack_default"] = "pack_default"
    """Policy set that decides where a command names none."""
    disposition: str | Literal["pack_default"] = "pack_default"
    """Disposition where a command names none."""
    audience: Literal["physician", "clinician", "patient"] = "physician"
    """Reader of the documents."""
    layers: tuple[Path, ...] = ()
    """Further corpus folders, laid over the built-in one in this order. The environment has them joined as in PATH."""
    index: Path | Literal["user_data"] = "user_data"
    """Folder of the search index; by default below the user's data folder."""
    review_status: Literal["Draft", "Under Review", "Approved"] = "Draft"
    """Status printed on new documents."""
    embedder: str = "bundled"
    """What turns texts into vectors for the index: `bundled`, or `openai:NAME`. Build the index after changing it."""
    embedder_url: str | Literal["base_url"] = "base_url"
    """Address of the endpoint of the embeddings; by default that of `base_url`."""
    docx_template: Path | Literal["none"] = "none"
    """Word file whose styles, header and footer the documents in Word take on."""
    largest_case: int = Field(default=16_000_000, ge=1)
    """Bytes above which a case file is refused: far more than a record has, unless something else was taken for one."""
    model: str = COMPOSER
    """Who drafts: `composer` (no model), `openai:NAME`, `PROVIDER:NAME` where LangChain's package for it is installed, or
    `mock:echo`, `mock:hostile`, `mock:broken`, `mock:FILE.json` for tests."""
    base_url: str | Literal["openai"] = "openai"
    """Address of an OpenAI-compatible endpoint; by default OPENAI_BASE_URL, else OpenAI's own."""
    openai_api_key: SecretStr = SecretStr("")
    """Key of the endpoint; where empty, that in OPENAI_API_KEY. An endpoint of one's own may need none."""
    writer_timeout: float = Field(default=90, gt=0)
    """Seconds that one call of the model may take."""
    writer_deadline: float = Field(default=300, gt=0)
    """Seconds for all calls of one document; what is not written by then is the composer's."""
    writer_retries: int = Field(default=3, ge=0, le=10)
    """Further tries of a call that failed for a passing reason (too many requests, an error of the server)."""
    writer_tokens: int = Field(default=250_000, ge=1)
    """Tokens that one document may use, prompts and replies together; then the model is asked no more."""
    writer_reply_tokens: int = Field(default=6_000, ge=1)
    """Tokens of one reply."""
    writer_concurrency: int = Field(default=4, ge=1, le=64)
    """Calls under way at once."""
    writer_temperature: float | Literal["model_default"] = "model_default"
    """Temperature, for models that take one."""
    writer_form: Literal["auto", "schema", "tools", "json", "plain"] = "auto"
    """How replies are asked for: `auto` is the strongest form that the endpoint takes."""
    writer_rate: Annotated[float, Field(gt=0)] | Literal["no_limit"] = "no_limit"
    """Requests a minute, of all documents drafted by this process together."""
    writer_prices: dict[str, Price] = {}
    """Prices by name of the model, for what a document costs and the budget in money. The environment has them as JSON."""
    writer_money: Annotated[float, Field(gt=0)] | Literal["no_limit"] = "no_limit"
    """What one document may cost, in the currency of the prices; it needs the price of the model."""

    writer_log: Path | Literal["user_data", "off"] = "user_data"
    """File in which runs and calls of a model are logged, with text of the record; by default below the user's data folder,
    where mocks are left out."""
    writer_log_days: float = Field(default=30, gt=0)
    """Days after which a run is deleted from the log, at the start of the next one."""
    writer_cache: bool = True
    """Whether a reply in the log is used again where exactly the same would be asked."""
    writer_redact: bool = True
    """Whether names, dates of birth, numbers of persons, telephone numbers and addresses are replaced in what is sent to an
    endpoint on another machine, and put back in what comes from it."""

    second_opinion: str = "none"
    """Who reads what a model or another system wrote beside the guard, and may only object: `none`, `nli:FOLDER` (a
    cross-encoder for natural language inference in ONNX, on this machine), or `chat:MODEL`."""
    second_opinion_least: float = Field(default=0.9, gt=0, le=1)
    """Probability of a contradiction from which a cross-encoder objects."""

    @field_validator("layers", mode="before")
    @classmethod
    def _folders(cls, value: Any) -> Any:
        """One text holds several folders, joined as the system joins them in PATH."""
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("layers")
    @classmethod
    def _from_home(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(folder.expanduser() for folder in value)

    @field_validator("index", "writer_log", "docx_template")
    @classmethod
    def _file_from_home(cls, value: Path | str) -> Path | str:
        return value.expanduser() if isinstance(value, Path) else value

    @field_validator("writer_prices", mode="before")
    @classmethod
    def _table(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def __init__(self, /, **given: Any) -> None:
        """Raises ValidationError, and SettingsError for a file that cannot be read."""
        super().__init__(**{**_from_file(), **_from_environment(), **given})


def _from_environment() -> dict[str, str]:
    """A variable that a shell script leaves empty says nothing: it is not an address or a name of no letters."""
    given = {name.upper(): value for name, value in os.environ.items() if value}
    names = {name: f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    return {name: given[variable] for name, variable in names.items() if variable in given}


def _from_file() -> dict[str, Any]:
    """Raises SettingsError for a file that cannot be read."""
    try:
        text = Path(FILE).read_text("utf-8")
    except (FileNotFoundError, IsADirectoryError):
        return {}
    except UnicodeDecodeError:
        raise SettingsError("this is not UTF-8.", where=Where(FILE), remedy="Save the file as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"the file cannot be read: {error.strerror or error}.", where=Where(FILE)) from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"this is not valid TOML: {error}.", where=Where(FILE), remedy="Correct that line."
        ) from None


def load_settings() -> Settings:
    """The settings in force.

    Raises:
        SettingsError: all values that are wrong and settings that are misspelt; the file cannot be read.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        raise _together([*_wrong(error), *_misspelt()]) from None
    if misspelt := list(_misspelt()):
        raise _together(misspelt)
    return settings


def _wrong(error: ValidationError) -> Iterator[Problem]:
    """Wrong values and unknown settings of the file, once for each setting, whatever branch of its type failed."""
    told = set()
    for details in error.errors(include_url=False):
        name = str(details["loc"][0])
        if name in told:
            continue
        told.add(name)
        where = _where(name)
        if details["type"] == "extra_forbidden":
            yield _unknown(name, where)
        else:
            said = details["msg"].removeprefix("Value error, ")
            yield Problem(
                f"the setting '{name}' is wrong: {said[:1].lower()}{said[1:]}.",
                where,
                f"It is {details['input']!r} now.",
            )


def strangers() -> tuple[str, ...]:
    """Environment variables that begin like settings and are none, without the prefix and in lower case."""
    given = (name.upper() for name in os.environ)
    names = (name.removeprefix(PREFIX).lower() for name in given if name.startswith(PREFIX))
    return tuple(sorted(set(names) - set(Settings.model_fields)))


def _misspelt() -> Iterator[Problem]:
    """Strangers that were meant to be settings. Those that resemble none may belong to another program."""
    for name in strangers():
        if near := get_close_matches(name, Settings.model_fields, n=1, cutoff=0.6):
            yield Problem(
                f"there is no setting '{PREFIX}{name.upper()}'.",
                Where("environment"),
                f"Did you mean {PREFIX}{near[0].upper()}?",
            )


def _unknown(name: str, where: Where) -> Problem:
    near = get_close_matches(name, Settings.model_fields, n=1, cutoff=0.6)
    remedy = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(Settings.model_fields)}."
    return Problem(f"there is no setting '{name}'.", where, remedy)


def _where(name: str) -> Where:
    """The environment comes before the file."""
    variable = f"{PREFIX}{name}".upper()
    inherited = any(given.upper() == variable for given in os.environ)
    return Where("environment", field=variable) if inherited else Where(FILE, field=name)


def _together(problems: list[Problem]) -> SettingsError:
    if len(problems) == 1:
        only = problems[0]
        return SettingsError(only.message, where=only.where, remedy=only.remedy)
    return SettingsError(f"{len(problems)} settings are wrong.", problems=problems)
