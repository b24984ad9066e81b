"""The command `assistant`: one file a command. Errors end in a message and an exit code, never in a traceback."""

import sys


def main() -> None:
    """Entry point."""
    from ..errors import AssistantError
    from .app import app

    try:
        app(prog_name="assistant")
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        print("assistant: interrupted; nothing half-written was left.", file=sys.stderr)
        sys.exit(130)
