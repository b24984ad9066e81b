"""Rendering: one determination as Markdown, HTML or JSON; an answer as Markdown."""

from .html import render_html
from .markdown import render_answer, render_markdown

__all__ = ["render_answer", "render_html", "render_markdown"]
