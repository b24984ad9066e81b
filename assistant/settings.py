"""Settings: one object, from environment variables (`ASSISTANT_...`) and a settings file. A misspelt one fails at load."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

FILE = "assistant.toml"
"""Settings file looked for in the folder the program is run from."""


class Settings(BaseSettings):
    """What a team sets once."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", extra="forbid", frozen=True, toml_file=FILE, use_attribute_docstrings=True
    )

    pack: str = "spine"
    """Policy pack of `assistant policy` and `assistant corpus`; a case names its own."""
    policy_set: str | Literal["pack_default"] = "pack_default"
    """Policy set that decides where a command names none."""
    disposition: str | Literal["pack_default"] = "pack_default"
    """Disposition where a command names none."""
    audience: Literal["physician", "clinician", "patient"] = "physician"
    """Reader of the documents."""
    layers: tuple[Path, ...] = ()
    """Further corpus folders, laid over the built-in one in this order."""
    index: Path | Literal["user_data"] = "user_data"
    """Folder of the search index; by default below the user's data folder."""
    review_status: Literal["Draft", "Under Review", "Approved"] = "Draft"
    """Status printed on new documents."""
    largest_case: int = Field(default=64_000_000, ge=1)
    """Bytes above which a case file is refused."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before environment before file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
