"""The commands and what they share in help."""

import typer

from . import check, corpus, doctor, draft, policy, schema

app = typer.Typer(
    help="Drafts utilization-review determinations whose every statement is proved against its source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("draft")(draft.draft)
app.command("check")(check.check)
app.add_typer(corpus.app, name="corpus")
app.add_typer(policy.app, name="policy")
app.command("doctor")(doctor.doctor)
app.command("schema")(schema.schema)
