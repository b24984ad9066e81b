"""The commands and what they share in help."""

import typer

from . import ask, batch, check, corpus, doctor, draft, eval, guard, intake, letter, policy, prompt, replay, schema

app = typer.Typer(
    help="Drafts utilization-review determinations whose every statement is proved against its source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("draft")(draft.draft)
app.command("batch")(batch.batch)
app.command("check")(check.check)
app.command("ask")(ask.ask)
app.command("guard")(guard.guard)
app.command("letter")(letter.letter)
app.command("intake")(intake.intake)
app.add_typer(corpus.app, name="corpus")
app.add_typer(policy.app, name="policy")
app.add_typer(prompt.app, name="prompt")
app.add_typer(eval.app, name="eval")
app.command("replay")(replay.replay)
app.command("doctor")(doctor.doctor)
app.command("schema")(schema.schema)
