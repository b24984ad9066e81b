"""The command `assistant`: one file a command. Errors end in a message and an exit code, never in a traceback.

Exit codes: 0 done; 1 interrupted output; 2 the case, or what was typed, is wrong; 3 done, but something in the case has
to be corrected; 4 a setting is wrong; 5 a file or the index cannot be read or written; 6 the corpus is wrong; 7 an
evaluation does not keep a threshold; 8 the guard found something wrong in a document; 70 an error of the program; 130 interrupted by the user.
"""

import atexit
import gc
import os
import sys
import traceback
from typing import Final

from ..garbage import seldom

INTERRUPTED: Final = 130
"""Exit code of a command that the user ended (128 and the number of the signal)."""
BUG: Final = 70
"""Exit code of an error of the program itself (EX_SOFTWARE of sysexits.h)."""


def main() -> None:
    """Entry point."""
    seldom()
    # Nor is anything worth looking for at the end, which would take a fifth of the whole.
    atexit.register(gc.freeze)
    # A plugin of pydantic would read every record, and the search for one takes a tenth of a second.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from ..errors import AssistantError, StoreError
    from .app import app

    try:
        app(prog_name="assistant")
    except AssistantError as error:
        _end(str(error), error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer makes this of Ctrl-C, and says nothing
            _interrupted()
        raise
    except OSError as error:
        _end(f"the system reports: {error.strerror or error}.", StoreError.exit_code)
    except Exception as error:
        if sys.flags.dev_mode:  # python -X dev
            raise
        _end(_bug(error), BUG)


def _interrupted() -> None:
    _end("interrupted; nothing half-written was left.", INTERRUPTED)


def _bug(error: Exception) -> str:
    """Where the program failed. What the exception says is left out: it may hold words of a record."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"an error of the program: {type(error).__name__} in {frame.filename}:{frame.lineno}.\n"
        "  Please report this line. `python -X dev` shows more, and may show words of the record."
    )


def _end(message: str, code: int) -> None:
    print(f"assistant: {message}", file=sys.stderr)
    sys.exit(code)
