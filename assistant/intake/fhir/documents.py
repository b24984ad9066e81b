"""Reports and notes of a bundle as texts."""

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from ...errors import InputError
from ...model.base import NOT_STATED, NotStated
from ..inputs import Inputs, add
from ..markup import plain
from ..text.sources import Source
from .coding import Coding, Json, words_of
from .dates import first_day
from .resources import Resources

LIVE: Final = frozenset({"superseded", "entered-in-error", "cancelled"})
"""States of a document that no longer counts."""


class Texts:
    """Takes the texts out of the documents of a bundle."""

    def __init__(self, resources: Resources, coding: Coding, told: Callable[[str], None]) -> None:
        self._resources = resources
        self._coding = coding
        self._told = told

    def sources(self) -> Iterator[Source]:
        """The texts of reports, notes and attachments of the request."""
        for place, resource in self._resources.of("DiagnosticReport", "DocumentReference"):
            self._resources.find(resource.get("subject"), resource, place)
            if {resource.get("status"), resource.get("docStatus")} & LIVE:
                self._resources.tell(
                    place, "this document is withdrawn or replaced, as it says itself.", "It is not read."
                )
                continue
            yield from (
                self._report(place, resource)
                if resource["resourceType"] == "DiagnosticReport"
                else self._note(place, resource)
            )
        for place, resource in self._resources.of("Claim"):
            for n, info in enumerate(resource.get("supportingInfo", ())):
                if attached := info.get("valueAttachment"):
                    yield from self._attached(attached, resource, f"{place}.supportingInfo[{n}]", "", "", NOT_STATED)

    def _report(self, place: str, resource: Json) -> Iterator[Source]:
        """The attached text of a report, else its conclusion; its results stand as observations."""
        title = words_of(resource.get("code"))
        kind = self._kind(resource, "code")
        when = first_day(resource, "effectiveDateTime", "effectivePeriod", "issued")
        for result in resource.get("result", ()):
            self._resources.find(result, resource, place)
        texts = [
            s for a in resource.get("presentedForm", ()) for s in self._attached(a, resource, place, kind, title, when)
        ]
        yield from texts
        conclusion = "\n".join(
            [resource.get("conclusion", ""), *(words_of(c) for c in resource.get("conclusionCode", ()))]
        ).strip()
        if conclusion and not any(" ".join(conclusion.split()) in " ".join(s.text.split()) for s in texts):
            yield Source(
                f"{self._resources.name}#{place}",
                f"{title}\n\nIMPRESSION:\n{conclusion}",
                kind=kind,
                title=title,
                date=when,
            )
        if not texts and not conclusion:
            yield from self._narrative(resource, place, kind, title, when)

    def _note(self, place: str, resource: Json) -> Iterator[Source]:
        title = " ".join((resource.get("description") or words_of(resource.get("type"))).split())
        kind = self._kind(resource, "type")
        title = title if any(c.isalpha() for c in title) else kind.replace("_", " ").capitalize()  # A code is no title.
        when = first_day(resource.get("context", {}), "period")
        when = when if when != NOT_STATED else first_day(resource, "date")
        for content in resource.get("content", ()):
            yield from self._attached(content.get("attachment", {}), resource, place, kind, title, when)

    def _attached(
        self, attachment: Json, inside: Json, place: str, kind: str, title: str, when: date | NotStated
    ) -> Iterator[Source]:
        """The text of an attachment, whatever form it has; `inside`: the resource that it is of. What is only referred to is told."""
        title = " ".join((title or attachment.get("title", "")).split())
        when = when if when != NOT_STATED else first_day(attachment, "creation")
        if not attachment.get("data"):
            if (address := attachment.get("url")) and address.rsplit("/", 1)[-1].split("?")[0]:
                found = self._resources.find({"reference": address}, inside, place)
                if found is not None and found.get("resourceType") == "Binary" and found.get("data"):
                    yield from self._attached({**attachment, "data": found["data"]}, inside, place, kind, title, when)
            else:
                self._resources.tell(place, "this attachment is empty.", "Ask for its text.")
            return
        name = f"{self._resources.name}#{place}"
        try:
            data = base64.b64decode(str(attachment["data"]))
        except (binascii.Error, ValueError):
            self._resources.tell(place, "this attachment is not valid base64.", "Ask for it again.")
            return
        type_ = str(attachment.get("contentType", "")).split(";")[0].strip().lower()
        if type_ in ("text/html", "application/xhtml+xml"):
            data = plain(data.decode("utf-8", "replace")).encode()
        inputs = Inputs()
        try:
            add(inputs, name, _SUFFIXES.get(type_, ""), data, self._told)
        except InputError as error:
            self._resources.problems += [
                replace(p, message=f"this attachment was passed over: {p.message}", warning=True)
                for p in error.all_problems()
            ]
        self._resources.problems += inputs.problems
        for source in inputs.sources:
            yield replace(source, kind=kind, title=title, date=when)

    def _narrative(self, resource: Json, place: str, kind: str, title: str, when: date | NotStated) -> Iterator[Source]:
        """The narrative of a report that has no other text."""
        text = plain(resource.get("text", {}).get("div", "")).strip()
        if text:
            yield Source(f"{self._resources.name}#{place}", text, kind=kind, title=title, date=when)
        elif not resource.get("result"):
            self._resources.tell(place, "this report holds no text.", "Ask for the report.")

    def _kind(self, resource: Json, field: str) -> str:
        """The document kind by its codes; empty where its title and text have to tell."""
        found = self._coding.within(self._coding.documents, resource.get(field, {}))
        return found[0] if found else ""


_SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
}
