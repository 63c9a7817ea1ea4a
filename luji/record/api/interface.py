"""The interface: the registers' own verbs under addresses of JSON, same eyes, same refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.person import Person
from luji.base.people.visible import visible
from luji.record.api import forms
from luji.record.api.forms import Plain
from luji.record.api.keys import BySession, ByToken, refuse_reader
from luji.record.api.problems import BAD_REQUEST, NOT_SIGNED_IN, VERSION_MISSING
from luji.record.registers import registry as registries
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, actor_of, refuse_strangers
from luji.record.registers.registry import Kept
from luji.record.registers.search.listing import listed
from luji.record.registers.verbs import actions, disclosing, permission, privacy
from luji.record.registers.verbs.actions import fetch
from luji.record.registers.verbs.disclosing import Given, Reason
from luji.record.registers.verbs.story import case_of, chapters
from luji.record.workflow import actions as journal
from luji.record.workflow.problems import UNKNOWN_ACTION

CONFLICT, GONE, NOT_ALLOWED = (
    {"REG-202"},
    {"REG-203", "REG-204"},
    {"REG-201", "REG-206", "REG-207", "API-002", "API-010"},
)
FORBIDDEN = {"WFL-302", "WFL-303", "WFL-304", "WFL-310"}
DESCRIPTION = (
    "Registers of Luji: every call sees and does what the person may see and do on the pages, and is "
    "journalled alike. 与网页同权、同样留痕。Send `Authorization: Bearer TOKEN` (page: My tokens 我的令牌). "
    "What names people is masked; posts that read it send `Luji-Reason` (percent-encoded UTF-8, 4 characters "
    "or more) and perhaps `Luji-Case`, which is journalled. 个人信息默认脱敏，有权查看的写明事由，逐次留痕。"
)


class Readable(JSONRenderer):
    """Chinese stays Chinese."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


api = NinjaAPI(
    title="Luji 路绩", version="1", description=DESCRIPTION, auth=[ByToken(), BySession()],
    docs_url=None, openapi_url=None, urls_namespace="api", renderer=Readable(),
)  # fmt: skip


class Content(Schema):
    """A new record: its values by field."""

    values: dict[str, Any]


class Changed(Schema):
    """Other values, and the version they were read at."""

    version: int | None = None
    values: dict[str, Any] = Field(default_factory=dict)
    reason: str = ""


@api.get("/registers", summary="The registers one may look into 台账目录")
def list_registers(request: HttpRequest) -> Plain:
    """Every register with fields, states and actions."""
    actor = actor_of(request)
    seen = [k for k in actor.registry.kept.values() if not _nothing(actor.person, k)]
    return {"registers": [forms.register(kept) for kept in seen]}


@api.get("/registers/{name}", summary="One register: fields, states, actions 台账结构")
def show_register(request: HttpRequest, name: str) -> Plain:
    """One register with fields, states and actions."""
    return forms.register(_ask(request, name).kept)


@api.get("/registers/{name}/records", summary="List records 记录列表")
def list_records(request: HttpRequest, name: str) -> Plain:
    """Fifty records: `f.FIELD` filters, `q` searches, `sort` orders (- falls), `at` is a page's place.

    What names people is masked unless `Luji-Reason` says why it is read.
    """
    ask = _ask(request, name)
    found = listed(ask.registry, ask.kept, ask.actor.person, ask.asked())
    filters = {n: v for n in ("q", "sort", "at") if (v := request.GET.get(n, ""))} | dict(ask.asked().filters)
    bare = _bare(ask, "list", [row.row for row in found.rows], filters)
    return {
        "records": [forms.record(ask.kept, row, bare) for row in found.rows],
        "total": found.total,
        "next": found.after,
        "previous": found.before,
        "seen": forms.both(found.seen.reason),
    }


@api.post("/registers/{name}/records", summary="File a record 新建", response={201: dict[str, Any]})
def create_record(request: HttpRequest, name: str, body: Content) -> Status[Plain]:
    """A new record in the first state."""
    ask = _writing(request, name)
    values = forms.values(body.values, ask.kept.spec.content, ask.registry.units)
    return Status(201, _told(ask, actions.create(ask.actor, ask.kept, values)))


@api.get("/registers/{name}/records/{int:row}", summary="Read a record 读取")
def read_record(request: HttpRequest, name: str, row: int) -> Plain:
    """One record with what may be done with it now."""
    ask = _ask(request, name)
    return _told(ask, fetch(ask.actor, ask.kept, row))


@api.patch("/registers/{name}/records/{int:row}", summary="Edit a record 修改")
def edit_record(request: HttpRequest, name: str, row: int, body: Changed) -> Plain:
    """Other content; 409 with REG-202 when the record was changed since `version` was read."""
    ask = _writing(request, name)
    values = forms.values(body.values, ask.kept.spec.content, ask.registry.units)
    reason = body.reason.strip()[:2000]
    return _told(ask, actions.edit(ask.actor, ask.kept, row, _version(body), values, reason))


@api.post("/registers/{name}/records/{int:row}/acts/{action}", summary="Take a step 办理")
def act_on_record(request: HttpRequest, name: str, row: int, action: str, body: Changed) -> Plain:
    """A step of the workflow with the fields it asks for."""
    ask = _writing(request, name)
    if action not in ask.kept.flow.actions:
        known = "、".join(ask.kept.flow.actions)
        raise Refused([UNKNOWN_ACTION(owner=name, name=action[:40], known=known, hint_zh="", hint_en="")])
    values = forms.values(body.values, ask.kept.spec.asked_by(action), ask.registry.units)
    reason = body.reason[:2000]
    return _told(ask, actions.act(ask.actor, ask.kept, row, _version(body), action, values, reason))


@api.get("/registers/{name}/records/{int:row}/history", summary="History of a record 历史")
def history_of_record(request: HttpRequest, name: str, row: int) -> Plain:
    """Every entry of the journal about a record, the latest first."""
    ask = _ask(request, name)
    fetch(ask.actor, ask.kept, row)
    entries = chapters(ask.kept, journal.story(ask.kept.subject(row)))
    bare = _bare(ask, "history", [row])
    return {"history": [_chapter(ask, one, bare) for one in entries]}


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Problems as JSON under the status that fits."""
    return answer(request, status_of(error.problems), error.problems)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """401."""
    del error
    return answer(request, 401, (NOT_SIGNED_IN(),))


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 for a body that is not as described."""
    said = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors]
    return answer(request, 422, tuple(BAD_REQUEST(why=why[:200]) for why in said))


@api.exception_handler(HttpError)
def broken(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja itself refuses: a body that is no JSON, a missing CSRF token."""
    return answer(request, error.status_code, (BAD_REQUEST(why=str(error)[:200]),))


def answer(request: HttpRequest, status: int, problems: tuple[Problem, ...]) -> HttpResponse:
    """Problems as JSON."""
    return api.create_response(request, {"problems": [one.as_json() for one in problems]}, status=status)


def status_of(problems: tuple[Problem, ...]) -> int:
    """409 stale, 404 not there or not to be seen, 403 not allowed, 422 everything else."""
    codes = {problem.code for problem in problems}
    if codes & CONFLICT:
        return 409
    if codes & GONE:
        return 404
    return 403 if codes & (NOT_ALLOWED | FORBIDDEN) else 422


def document() -> Plain:
    """The OpenAPI document, every register's values among its schemas."""
    made: Plain = dict(api.get_openapi_schema(path_prefix="/api/"))
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for kept in registries.current().kept.values():
        schemas[kept.name] = forms.schema(kept.spec)
        schemas[f"{kept.name}_content"] = forms.schema(kept.spec, writable=True)
    return made


def patterns() -> list[Any]:
    """The addresses; who is not signed in gets JSON and no page to sign in."""
    listed_, *_ = api.urls
    for pattern in listed_:
        if pattern.callback is not None:
            pattern.callback = login_not_required(pattern.callback)
    return list(listed_)


def _ask(request: HttpRequest, name: str) -> Ask:
    actor = actor_of(request)
    ask = Ask(request, actor, actor.registry.find(name))
    refuse_strangers(ask)
    return ask


def _writing(request: HttpRequest, name: str) -> Ask:
    refuse_reader(request)
    return _ask(request, name)


def _nothing(person: Person, kept: Kept) -> bool:
    registry = registries.current()
    return visible(person, kept.rule, registry.units, registry.roles).nothing


def _bare(ask: Ask, way: str, rows: list[int], filters: Mapping[str, str] | None = None) -> bool:
    """Whether what names people is given out: for a reason only, journalled. Raises `Refused` (REG-64x)."""
    reason = reason_of(ask.request)
    if not disclosing.opened(ask.actor, ask.kept, reason):
        return False
    fields = disclosing.private_fields(ask.kept)
    disclosing.tell(ask.actor, ask.kept, reason, Given(f"api {way}", len(rows), fields, filters or {}, rows))
    return True


def reason_of(request: HttpRequest) -> Reason:
    """Why what names people is read: headers `Luji-Reason` and `Luji-Case`, or parameters `reason`, `case`.

    Headers are percent-encoded UTF-8.
    """
    said = [
        unquote(request.headers.get(f"Luji-{name}", "")) or request.GET.get(name.lower(), "")
        for name in ("Reason", "Case")
    ]
    return Reason(*("".join(one for one in text if one.isprintable()) for text in said))


def _version(body: Changed) -> int:
    if body.version is None:
        raise Refused([VERSION_MISSING()])
    return body.version


def _told(ask: Ask, row: Row) -> Plain:
    kept, person = ask.kept, ask.actor.person
    case = case_of(kept, row, ask.registry.units)
    return forms.record(kept, row, _bare(ask, "record", [row.row])) | {
        "actions": permission.buttons(kept, person, case, permission.values_of(kept, row)),
        "may_edit": not isinstance(permission.editing(ask.registry, kept, person, case), list),
    }


def _chapter(ask: Ask, one: Any, bare: bool) -> Mapping[str, Any]:
    known = [(change, privacy.declared(ask.kept, change.name)) for change in one.changes]
    changes = {
        c.name: [forms.value_of(field, value, bare) for value in (c.before, c.after)]
        for c, field in known if field is not None
    }  # fmt: skip
    return {
        "entry": one.number, "at": one.at.isoformat(), "person": one.person, "behalf": one.behalf,
        "role": one.role, "unit": one.unit, "verb": forms.both(one.verb),
        "state": forms.both(one.state), "reason": one.reason, "changes": changes, "hash": one.hash,
    }  # fmt: skip
