"""Which request a line of the log belongs to, and the line that each write and each refusal leaves (R-OP-01).

A line names people and things by their numbers and addresses by their URL name: never a path, a text or a name. What
somebody reads leaves no line."""

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

log = logging.getLogger("rsenet.requests")

READS = ("GET", "HEAD", "OPTIONS", "TRACE")
REFUSALS = (401, 403, 404, 409, 413, 422, 429)

type Ids = dict[str, Any]


@dataclass
class Trace:
    """One request, from its beginning to its answer."""

    request: HttpRequest
    number: str = field(default_factory=lambda: secrets.token_hex(8))
    about: Ids = field(default_factory=dict)
    facts: list[Ids] = field(default_factory=list)
    unlogged: bool = False

    @property
    def person(self) -> int | None:
        """Who asks, without looking them up: nobody yet, when nothing has asked who it is."""
        for person in (getattr(self.request, "_cached_user", None), self.request.__dict__.get("user")):
            if isinstance(person, Model):
                return int(person.pk)
        return None

    @property
    def action(self) -> str | None:
        return match.view_name if (match := self.request.resolver_match) else None

    def line(self, response: HttpResponse, seconds: float) -> Ids:
        said: Ids = {"method": self.request.method, "action": self.action, "status": response.status_code}
        if about := _ids_of(self.request.resolver_match) | self.about:
            said["about"] = about
        if self.facts and response.status_code < 400:
            said["facts"] = self.facts
        return said | {"ms": round(seconds * 1000)}


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current() -> Trace | None:
    return _current.get()


def concerns(thing: Model) -> None:
    """What an address that names it by a word is about."""
    if trace := current():
        trace.about[thing._meta.model_name or ""] = thing.pk


def note(fact: object) -> None:
    """A fact that this request stated; it is told if the request ends well."""
    if trace := current():
        things = {one.name: getattr(fact, one.name) for one in fields(fact)}  # type: ignore[arg-type]
        ids = {name: thing.pk for name, thing in things.items() if isinstance(thing, Model)}
        trace.facts.append({"fact": type(fact).__name__, **ids})


def unlogged[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """What somebody read, or what they think of a community: done, it leaves no line (domain decision on visits)."""

    @wraps(view)
    def discreet(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if trace := current():
            trace.unlogged = True
        return view(*args, **kwargs)

    return discreet


class TraceMiddleware:
    """First of all: what another middleware refuses is told too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trace, began = Trace(request), time.perf_counter()
        token = _current.set(trace)
        request.trace = trace  # type: ignore[attr-defined]  # for what Django says after us
        try:
            response = self.get_response(request)
            if level := _level(trace, response.status_code):
                line = trace.line(response, time.perf_counter() - began)
                log.log(level, "refused" if level == logging.WARNING else "done", extra={"said": line})
            return response
        finally:
            _current.reset(token)


def _level(trace: Trace, status: int) -> int:
    """Whether it is told, and how loudly. Nobody's strolls are no refusal: they are asked to sign in."""
    writes = trace.request.method not in READS
    if status in REFUSALS:
        return logging.WARNING if writes or (trace.person and trace.action) else 0
    return logging.INFO if writes and not trace.unlogged else 0


def _ids_of(match: ResolverMatch | None) -> Ids:
    """The numbers of an address. Its words may be a secret, a name, or of a community nobody knows."""
    kwargs = match.kwargs if match else {}
    return {name: int(value) for name, value in kwargs.items() if str(value).isdecimal() and len(str(value)) < 20}
