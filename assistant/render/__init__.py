"""Rendering: one determination as Markdown, HTML or JSON."""

from .html import render_html
from .markdown import render_markdown

__all__ = ["render_html", "render_markdown"]
