"""Rendering: one determination as Markdown, HTML, JSON, Word or PDF; a letter as Markdown, Word or PDF; an answer as Markdown."""

from .docx import missing_styles, render_docx
from .forms import FORMATS, USUAL, render
from .html import render_html
from .letter import letter_docx, letter_markdown, letter_pdf
from .markdown import render_answer, render_markdown
from .pdf import render_pdf

__all__ = [
    "FORMATS",
    "USUAL",
    "letter_docx",
    "letter_markdown",
    "letter_pdf",
    "missing_styles",
    "render",
    "render_answer",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_pdf",
]
