"""Rendering: one determination as Markdown, HTML or JSON; an answer and a letter as Markdown."""

from .html import render_html
from .markdown import render_answer, render_letter, render_markdown

__all__ = ["render_answer", "render_html", "render_letter", "render_markdown"]
