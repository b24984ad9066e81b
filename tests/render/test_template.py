"""A team's own Word template: its styles, header and footer are used; what it lacks is told, and has a substitute."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.errors import InputError
from assistant.model.document import MARKER
from assistant.render import missing_styles, render_docx

from .reading import determination, squeezed, statements, text_of_docx

NAME = "cervical-fusion-exploration"


def template(folder: Path, *without: str) -> Path:
    """A template with a header and footer of its own, some text, and some styles taken out."""
    document: Any = docx.Document()
    for name in without:
        document.styles[name].delete()
    document.add_paragraph("Text of the template that goes")
    document.sections[0].header.paragraphs[0].text = "Harbor Review"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.styles["Normal"].font.name = "Courier New"
    path = folder / "team.docx"
    document.save(str(path))
    return path


def test_its_look_is_used_and_its_text_is_not(tmp_path: Path) -> None:
    path = template(tmp_path)
    made = render_docx(determination(NAME), path)
    document: Any = docx.Document(io.BytesIO(made))
    assert document.sections[0].header.paragraphs[0].text == "Harbor Review"
    assert document.sections[0].footer.paragraphs[0].text == "Confidential"
    assert document.styles["Normal"].font.name == "Courier New"
    assert "that goes" not in text_of_docx(made)
    assert "pending review by a licensed physician" in text_of_docx(made)
    assert missing_styles(path) == ()


def test_a_missing_style_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = template(tmp_path, "List Bullet", "List Number", "Heading 1")
    told = [p.message for p in missing_styles(path)]
    assert len(told) == 3
    assert all(p.warning for p in missing_styles(path))
    assert any("'List Bullet'" in t for t in told)
    made = determination(NAME)
    text = text_of_docx(render_docx(made, path))
    assert "\N{BULLET} " in text
    assert "\n1. " in text
    for statement in statements(made):
        first = statement.model_copy(
            update={"text": MARKER.split(statement.text)[0]}
        )  # a number stands where it is cited
        assert squeezed(first.words())[:40] in squeezed(text)


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    path = template(tmp_path)
    other = tmp_path / "team.dotx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, data.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main"))
    assert render_docx(determination(NAME), other) == render_docx(determination(NAME), path)


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_what_is_no_template_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        missing_styles(path)
    assert str(path) in str(caught.value)
    assert "template" in str(caught.value)
