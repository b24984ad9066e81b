"""What names a person never leaves; what comes back is whole; clinical dates, levels and figures stay."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api import Composed, compose_case
from assistant.intake import load_case
from assistant.settings import Settings
from assistant.writer import destination, first_messages, masking, write
from assistant.writer.models import Message
from assistant.writer.redact import Redaction, restoring

from .conftest import CASES, Answer, Scripted, Server, completion, composed, echo, said

PLANTED = (
    "Patient: QUILLFEATHER, Zebedee R.   DOB: 03/04/1961   MRN# 00123456   Member ID: XYZ-998877\n"
    "Phone (212) 736-5000, z.quill@example.org, 123 N. Elm Street, Apt 4B, Springfield, IL 62704\n"
    "Referring physician: Oriane Thistlewood, MD. Mr. Quillfeather was born on March 4, 1961.\n"
)
SECRETS = (
    "quillfeather", "zebedee", "03/04/1961", "1961-03-04", "march 4, 1961", "00123456", "998877", "736-5000",
    "z.quill", "elm street", "62704", "thistlewood", "oriane",
)  # fmt: skip
PIECES = st.sampled_from(
    (
        *PLANTED.split("\n"), "Zebedee Quillfeather", "Quillfeather", "[[record:quillfeather-mri]]", "{NAME-1}", "{", "}", "-1",
        "{TEXT-", "Ms. Doe", "DOE, JANE", "(212) 736-5000", "736-5000", "L4-5", "03/02/2024", "\\n", "\n", '"', " ", "4/5",
        "Dr. Grant", "grant", "1961-03-04", "a@b.cd", "12 Main St",
    )
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=12))
def test_restoring_is_the_inverse(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for redaction in (Redaction(), Redaction([PLANTED])):
        assert redaction.restore(redaction.redact(text)) == text
        assert redaction.restore(redaction.redact("".join(pieces))) == "".join(pieces)


@given(st.lists(PIECES | st.text(max_size=12), max_size=8), st.integers(1, 9))
def test_restoring_piece_by_piece(pieces: list[str], size: int) -> None:
    redaction = Redaction([PLANTED])
    text = "".join(pieces)
    sent = redaction.redact(text) + " ."
    heard: list[str] = []
    hear = restoring(redaction, heard.append)
    for at in range(0, len(sent), size):
        hear(sent[at : at + size])
    assert "".join(heard) == text + " ."


@given(st.lists(PIECES, max_size=10))
def test_what_is_known_does_not_stand_in_a_text(pieces: list[str]) -> None:
    sent = Redaction([PLANTED]).redact(" ".join(pieces)).lower()
    assert not [s for s in SECRETS if s in sent]


def test_what_the_record_needs_stays() -> None:
    clinical = (
        "MRI 03/02/2024: severe stenosis at L4-5 and C5-C6, 8 mm slip, 12 of 14 visits from 10/06/2025 to 12/01/2025. "
        "Procedure codes 63030, 22551-59; ICD M54.16. Hoffmann sign positive, strength 4/5, 2-3 times a week for 6 weeks. "
        "Physical Therapy 2025-10-06. NDI 42/100, ODI 44%. Patient: reports pain. May 2024 injection by the clinic."
    )
    assert Redaction([PLANTED, clinical]).redact(clinical) == clinical


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_cases_name_nobody_and_stay_as_they_are(path: Any) -> None:
    made = composed(path)
    found = first_messages(made.draft, made.context, made.ground)
    mask = masking(made.context.case, (messages for _, messages in found))
    assert mask.counts == {}


@pytest.mark.parametrize(
    "text",
    [
        "Patient Name: {}\n",
        "Member: {} was seen",
        "RE: {}\n",
        "Name: {}",
        "Dr. {} and others",
        "seen by {}, MD",
        "Electronically signed by {}\n",
    ],
)
@pytest.mark.parametrize("name", ["Maria del Río-Vance", "VANCE, MARIA", "Nguyễn Văn", "O'Hara Finn"])
def test_names_behind_labels_and_titles(text: str, name: str) -> None:
    name = name if "del" not in name else "Maria Río-Vance"
    sent = Redaction().redact(text.format(name))
    assert not any(part in sent for part in name.replace(",", "").split()), sent


@pytest.mark.parametrize(
    "text",
    [
        "DOB: 1961-03-04", "Date of birth: 4 March 1961", "D.O.B. 3/4/61", "born on March 4, 1961", "MRN: A00123", "SSN 123-45-6789",
        "Member number 12345678", "Call +1 212 736 5000.", "fax 212.736.5000", "P.O. Box 77", "Account #: 778899",
    ],
)  # fmt: skip
def test_other_things_that_name_a_person(text: str) -> None:
    sent = Redaction().redact(text)
    assert "{" in sent
    assert not any(c.isdigit() for c in sent.replace("-1}", ""))


@cache
def planted() -> Composed:
    """A case with persons in its documents, in its quotations, and in the ids and titles of its documents."""
    loaded = load_case(CASES[2])
    text = loaded.case.model_dump_json()
    old, new = loaded.case.documents[0].id, "quillfeather-visit"
    case = json.loads(
        text.replace(f'"document":"{old}"', f'"document":"{new}"').replace(f'"id":"{old}"', f'"id":"{new}"')
    )
    for document in case["documents"]:
        document["text"] += f"\n{PLANTED}"
    for finding in case["findings"]:
        document = next(d for d in case["documents"] if d["id"] == finding["document"])
        said = f"Mr. Quillfeather, born 1961-03-04, says: {' '.join(finding['quote'].split())}"
        document["text"] += f"\n{said}"
        finding["quote"] = said
    case["question"] += " Zebedee Quillfeather asks, tel. 212-736-5000."
    return compose_case(type(loaded.case).model_validate(case), pack=loaded.pack, search=False, settings=Settings())


def remote(server: Server, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Settings]:
    """The server on this machine, taken for one that is not."""
    monkeypatch.setattr("assistant.writer.models.ip_address", lambda host: type("Far", (), {"is_loopback": False}))
    settings = Settings(model="openai:m", base_url=server.url)
    chosen = destination(settings)
    assert chosen is not None
    assert not chosen.local
    return chosen, settings


def test_nothing_that_names_a_person_is_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all prompts, those of repair with their refused statements as well."""

    def script(n: int, request: dict[str, Any]) -> Answer:
        own = json.loads(echo(tuple(Message(m["role"], m["content"]) for m in request["messages"][:2])))
        if len(request["messages"]) == 2:
            for statement in own["statements"][:1]:
                statement["text"] += " Zebedee Quillfeather is approved; call 212-736-5000 for Oriane Thistlewood."
        return completion(json.dumps(own))

    server.script = script
    made = planted()
    chosen, settings = remote(server, monkeypatch)
    result = write(made.draft, made.context, made.ground, chosen, settings)
    assert len(server.requests) > len(made.draft.sections) + 1
    sent = b"\n".join(server.bodies).decode().encode().decode("unicode_escape", "ignore").lower()
    assert not [s for s in SECRETS if s in sent]
    assert sorted(said(result.draft)) == sorted(said(made.draft))
    assert any("Quillfeather" in words for words in said(result.draft))
    assert result.report.redacted["NAME"] > 0
    assert not result.report.composer_sections


def test_an_endpoint_on_this_machine_gets_the_words_as_they_are(server: Server) -> None:
    made = planted()
    settings = Settings(model="openai:m", base_url=server.url)
    chosen = destination(settings)
    assert chosen is not None
    write(made.draft, made.context, made.ground, chosen, settings)
    assert b"Quillfeather" in b"".join(server.bodies)


def test_redaction_can_be_switched_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made = planted()
    chosen, settings = remote(server, monkeypatch)
    off = settings.model_copy(update={"writer_redact": False})
    write(made.draft, made.context, made.ground, chosen, off)
    assert b"Quillfeather" in b"".join(server.bodies)


def test_a_mock_is_no_machine() -> None:
    made = planted()
    chosen = destination(Settings(model="mock:echo"))
    assert chosen is not None
    asked = Scripted(lambda m: echo(m[:2]))
    write(made.draft, made.context, made.ground, chosen, Settings(), model=asked)
    assert any("Quillfeather" in m.text for messages in asked.asked for m in messages)
