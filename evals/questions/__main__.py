"""`python -m evals.questions`: the share of questions that the composer answers rightly, by kind of question.

`--unseen` takes the questions that were written last; `--facts` says of every wrong answer what is wrong with it; `--show` prints answers.
"""

import argparse
import shutil
import tempfile
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.intake import load_case
from assistant.model.answer import Answer, QuestionKind
from assistant.model.base import Model
from assistant.pack.yamlio import Loader
from assistant.render import render_answer
from assistant.retrieve import Index, build_index, open_index
from assistant.settings import Settings

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"


class Question(Model):
    """A question, and what a right answer must hold. What is left out is not asked."""

    ask: str
    before: tuple[str, ...] = ()
    """Questions asked before it in the conversation."""
    kind: QuestionKind
    also: tuple[QuestionKind, ...] = ()
    """Further kinds that would be as good a reading."""
    lines: tuple[str, ...] | Literal["not_asked"] = "not_asked"
    """Lines that it is about."""
    sources: tuple[str, ...] = ()
    """Sources that have to be cited."""
    documents: tuple[str, ...] = ()
    """Documents of the record that have to be cited."""
    criteria: tuple[str, ...] = ()
    """Criteria that have to be told, by the id within their policy."""
    says: tuple[str, ...] = ()
    """Words that its statements have to hold; `a|b`: either."""
    never: tuple[str, ...] = ()
    """Words that they must not hold."""
    note: str = ""
    """Words of a note that has to be given."""
    shifts: dict[str, str] | Literal["not_asked"] = "not_asked"
    """What a supposition moves: `code@level` to the outcome, and nothing else; `code` where it has no level."""
    most: int = 40
    """Statements that a reader would still read."""


class Sheet(Model):
    """The questions over one case."""

    case: str
    questions: tuple[Question, ...]


def flaws(question: Question, answer: Answer) -> list[str]:
    """What is wrong with an answer; empty where it is right."""
    understood = answer.understood[0]
    words = " ".join(s.words() for s in answer.statements()).lower()
    found = []
    if understood.kind not in (question.kind, *question.also):
        found.append(f"read as {understood.kind}")
    if question.lines != "not_asked" and set(understood.subject.lines) != set(question.lines):
        found.append(f"about the lines {', '.join(understood.subject.lines) or 'all'}")
    cited = {r.source for r in answer.references}
    found += [f"does not cite {s}" for s in question.sources if s not in cited]
    documents = {r.document for r in answer.record}
    found += [f"does not cite the document {d}" for d in question.documents if d not in documents]
    told = {key.rpartition(":")[2] for s in answer.statements() for key in s.basis.criteria}
    found += [f"does not tell {c}" for c in question.criteria if c not in told]
    found += [f"does not say '{s}'" for s in question.says if not any(w.lower() in words for w in s.split("|"))]
    found += [f"says '{s}'" for s in question.never if s.lower() in words]
    if question.note and question.note not in " ".join(answer.notes):
        found.append(f"has no note '{question.note}'")
    if question.shifts != "not_asked":
        moved = {
            s.code if s.level == "not_stated" else f"{s.code}@{s.level}": s.supposed
            for made in answer.suppositions
            for s in made.changed
        }
        if moved != question.shifts:
            found.append(f"moves {moved}")
    if len(answer.statements()) > question.most:
        found.append(f"has {len(answer.statements())} statements")
    return found


@cache
def conversation(case: str, index: Index | None) -> Conversation:
    """A case, opened for questions."""
    loaded = load_case(CASES / f"{case}.yaml")
    used = Settings() if index is None else Settings(index=index.folder.parent)
    made = compose_case(loaded.case, pack=loaded.pack, settings=used, search=index is not None)
    return Conversation(Opened(made.context, made.ground, index))


def answers(sheet: Sheet, index: Index | None) -> list[tuple[Question, Answer, float]]:
    """Each question of a sheet with its answer and the seconds it took."""
    talk = conversation(sheet.case, index)
    found = []
    for question in sheet.questions:
        talk.answers.clear()
        for earlier in question.before:
            talk.ask(earlier)
        start = time.perf_counter()
        answer = talk.ask(question.ask)
        found.append((question, answer, time.perf_counter() - start))
    return found


def sheets(part: str) -> tuple[Sheet, ...]:
    """The sheets of a part."""
    read = yaml.load((HERE / f"{part}.yaml").read_text("utf-8"), Loader)
    return tuple(Sheet.model_validate(s) for s in read)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--facts", action="store_true")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    pack = load_case(next(CASES.glob("*.yaml"))).pack
    folder = Path(tempfile.mkdtemp(prefix="questions-"))
    build_index(pack, folder)
    index = open_index(pack, folder)
    right: dict[str, list[bool]] = defaultdict(list)
    seconds = []
    for sheet in sheets("unseen" if chosen.unseen else "dev"):
        for question, answer, took in answers(sheet, index):
            wrong = flaws(question, answer)
            right[question.kind].append(not wrong)
            seconds.append(took)
            if chosen.show:
                print(render_answer(answer), "\n---\n")
            if chosen.facts and wrong:
                print(f"{sheet.case}: {question.ask}\n  {'; '.join(wrong)}")
    shutil.rmtree(folder)
    print("| kind | questions | right |\n| --- | --- | --- |")
    for kind, marks in sorted(right.items()):
        print(f"| {kind.replace('_', ' ')} | {len(marks)} | {sum(marks)} |")
    every = [mark for marks in right.values() for mark in marks]
    print(f"| all | {len(every)} | {sum(every)} ({100 * sum(every) / len(every):.0f} %) |")
    middle = sorted(seconds)[len(seconds) // 2]
    print(f"\nmedian {1000 * middle:.0f} ms an answer")


if __name__ == "__main__":
    main()
