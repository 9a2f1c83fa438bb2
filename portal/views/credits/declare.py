"""Declaring an item: choosing its row, its form with the photographs in it, and what it would count for."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.pages.credits.declare import DeclarePage, Preview
from portal.pages.parts import Link, Refusal
from portal.rooms.actor import Actor, actor_of
from portal.rooms.credits.choosing import beside, choose_page
from portal.rooms.credits.declaring import Claiming
from portal.rooms.credits.items import DeclaredItem, StudentCredits
from portal.rooms.credits.mine import own_credits
from portal.rooms.credits.rounds import OpenRound, declaring_in, round_of, round_text, rounds_around
from portal.rooms.credits.wording import credit_text, read, refusal_of, row_name
from portal.rooms.words import said
from portal.uploads import Unreadable, handed_in
from portal.views.cases import LIMITS
from procedures.second_classroom_credits.scoring.declaring import on_the_table
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.door import Busy, Receipt, Refused, Stale, perform
from workflows.rules.findings import Finding, Verdict
from workflows.texts.sentences import word

#: what a student is told of a file that came before, beside its reviewer
TWICE = "credits.seen_twice"


@login_required
@require_GET
def declare(request: HttpRequest) -> HttpResponse:
    """Let somebody find the row that an item is of."""
    actor = actor_of(request)
    mine, rounds, rules = own(actor)
    wanted = request.GET.get("item", "")
    item = next((each for each in mine.items if str(each.case) == wanted), None)
    return choose(request, rounds, (item and mine.rules_of(item)) or rules, item)


def choose(
    request: HttpRequest,
    rounds: Sequence[OpenRound],
    rules: Ruleset,
    item: DeclaredItem | None = None,
    status: int = 200,
) -> HttpResponse:
    """The search for a row: of a new item, or of one that is corrected."""
    actor, href = actor_of(request), reverse("credits_declare")
    closed = "" if item or declaring_in(rounds, actor.on) else round_text(rounds, actor.on)

    def href_of(row: Row) -> str:
        if item is None:
            return reverse("credits_declare_row", args=[row.id])
        return f"{reverse('credits_act', args=[item.case, 'correction'])}?row={row.id}"

    asked = {"item": str(item.case)} if item else {}
    page = choose_page(rules, request.GET.get("q", ""), href_of, href=href, asked=asked, closed=closed)
    return render(request, "portal/credits/choose.html", {"page": page}, status=status)


def own(actor: Actor) -> tuple[StudentCredits, Sequence[OpenRound], Ruleset]:
    """What the person who asks has, the rounds around them, and the rules of the one they would declare in.

    Whoever has nothing, or no rules, finds nothing here.
    """
    mine = own_credits(actor)
    if mine is None or mine.rules is None:
        raise Http404
    rounds = rounds_around(mine.units, mine.rules)
    around = round_of(rounds, actor.on)
    return mine, rounds, (around and mine.rules_on(around.opened_on)) or mine.rules


@login_required
@require_http_methods(["GET", "POST"])
def declare_row(request: HttpRequest, row: str) -> HttpResponse:
    """Show the form of a row; say what it would count for; declare it with its photographs."""
    actor = actor_of(request)
    mine, rounds, rules = own(actor)
    known = rules.table.rows.get(row)
    if known is None:
        messages.error(request, said(on_the_table(row, rules)))
        return choose(request, rounds, rules, status=404)
    if request.method == "GET" and declaring_in(rounds, actor.on) is None:
        return choose(request, rounds, rules)
    return answer(request, Claiming(actor, mine, rules, known, rounds, request))


def answer(request: HttpRequest, claiming: Claiming) -> HttpResponse:
    """The form as it is asked for: blank, with what it would count for, or handed in."""
    if request.method == "GET":
        return _show(request, claiming)
    if "preview" in request.POST:
        if request.FILES:  # the script leaves them in the page
            messages.warning(request, _("选过的文件没有保留，提交时要重新选择。"))
        return _show(request, claiming, preview=claiming.preview(clock.now()))
    return _hand_in(request, claiming)


class Against(Exception):
    """What would be refused was not asked for; its findings."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class HalfDone(Exception):
    """The claim stands; its evidence was refused after all, because something changed in between."""

    def __init__(self, case: int, why: str) -> None:
        super().__init__(str(case))
        self.case = case
        self.why = why


def _hand_in(request: HttpRequest, claiming: Claiming) -> HttpResponse:
    """The claim first and its evidence next, each through the door; neither when one would be refused."""
    try:
        with handed_in(request) as files:
            case = _perform(request, claiming, files)
    except HalfDone as half:
        why = _("已申报，证明没有收下，请在这里重新提交。%(why)s") % {"why": half.why}
        messages.warning(request, why)
        return redirect("credits_item", half.case)
    except (Against, Refused) as refused:
        found = refused.findings if isinstance(refused, Against) else refused.unmet
        return _show(request, claiming, refused=found)
    except Unreadable as error:
        messages.error(request, str(error))
        return _show(request, claiming, status=400)
    except (Busy, Stale):
        messages.error(request, _("这会儿办的人太多，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, claiming, status=409)
    return redirect("credits_item", case)


def _perform(request: HttpRequest, claiming: Claiming, files: tuple[str, ...]) -> int:
    """Both acts; the case of the item. No file is kept where this raises."""
    later = "later" in request.POST
    against = claiming.against(clock.now(), None if later else files)
    if against:
        raise Against(against)
    case = perform([claiming.act()], at=clock.now())[0].case or 0
    if later:
        messages.warning(request, _("已申报，还没有交证明；请在截止以前提交证明。"))
        return case
    try:
        receipt = perform([claiming.evidence(case, files)], at=clock.now())[0]
    except Refused as refused:
        raise HalfDone(case, " ".join(map(said, refused.unmet))) from refused
    except (Busy, Stale) as busy:
        raise HalfDone(case, "") from busy
    received(request, receipt, len(files))
    return case


def received(request: HttpRequest, receipt: Receipt, count: int) -> None:
    """Say what was received and when, and what a reviewer will be told of the files."""
    said_of = {"n": count, "time": f"{clock.now():%H:%M}"}
    messages.success(request, _("已收到：申报和 %(n)s 个证明文件，%(time)s。") % said_of)
    for finding in receipt.findings:
        if finding.verdict is Verdict.WARNED and finding.message == TWICE:
            messages.warning(request, said(finding))


def _show(
    request: HttpRequest,
    claiming: Claiming,
    *,
    refused: tuple[Finding, ...] = (),
    preview: Preview | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form as it was typed, with everything that stands against it."""
    item, row = claiming.corrected, claiming.row
    back = reverse("credits_item", args=[item.case]) if item else reverse("credits_declare")
    page = DeclarePage(
        title=item.claim["content"] if item else read(row).item,
        text=row_name(row) if item else beside(row),
        credits=credit_text(row),
        href=request.get_full_path(),
        form=claiming.form,
        files=claiming.files,
        submit=_("交补正和证明") if item else _("申报并交证明"),
        later=_("只交补正，证明以后再交") if item else _("只申报，证明以后再交"),
        asks=_asks(row),
        limits=tuple(map(str, LIMITS)),
        preview=preview,
        other=Link(_("换一行"), _other(item)),
        back=Link(_("返回"), back),
        crumbs=(Link(_("我的学分"), reverse("credits")), Link(_("补正") if item else _("申报"), "")),
        refusal=_refusal(refused, claiming),
    )
    shown = 409 if refused else status
    return render(request, "portal/credits/declare.html", {"page": page}, status=shown)


def _refusal(refused: tuple[Finding, ...], claiming: Claiming) -> Refusal | None:
    title = _("没有补正") if claiming.corrected else _("没有申报")
    return refusal_of(refused, title, files=bool(claiming.request.FILES)) if refused else None


def _other(item: DeclaredItem | None) -> str:
    return f"{reverse('credits_declare')}?item={item.case}" if item else reverse("credits_declare")


def _asks(row: Row) -> str:
    """Which evidence the row asks for."""
    ways = (_("和").join(word(f"evidence_{kind}") for kind in sorted(way)) for way in row.evidence)
    return _("须交：%(what)s。") % {"what": _("，或者").join(ways)} if row.evidence else ""
