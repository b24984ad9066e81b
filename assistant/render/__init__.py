"""Rendering: one determination as Markdown, HTML, JSON, Word or PDF; an answer and a letter as Markdown."""

from .docx import missing_styles, render_docx
from .forms import FORMATS, USUAL, render
from .html import render_html
from .markdown import render_answer, render_letter, render_markdown
from .pdf import render_pdf

__all__ = [
    "FORMATS",
    "USUAL",
    "missing_styles",
    "render",
    "render_answer",
    "render_docx",
    "render_html",
    "render_letter",
    "render_markdown",
    "render_pdf",
]
