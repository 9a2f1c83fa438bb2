"""Papers: printing one of a case or of a matter, and the page that says whether a printed one still holds."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import clock
from portal.documents.refusals import PaperRefused
from portal.documents.render import paper_pdf
from portal.often import not_too_often
from portal.pages.outcome import ErrorPage
from portal.pages.shell import Shell
from portal.permissions import is_own, sees_all_of
from portal.rooms.actor import account_of, actor_of
from portal.rooms.papers import checking, offering
from portal.rooms.papers.check_page import check_page
from portal.rooms.papers.folder import Folder
from workflows.documents import Printable
from workflows.models import Matter

logger = logging.getLogger(__name__)
#: digits of a number that nobody printed so many volumes for
LONGEST_NUMBER = 5


@login_required
@require_GET
def case_paper(request: HttpRequest, pk: int, name: str, entry: int) -> HttpResponse:
    """Print a paper of a case."""
    actor = actor_of(request)
    case = actor.reaches(pk)
    found = offering.case_paper(case, name, entry, at=clock.now()) if case else None
    if case is None or found is None or is_own(actor, case) or not offering.may_print(actor, found[0]):
        raise Http404
    return printed(request, found[1], name, entry, reverse("case", args=[pk]))


@login_required
@require_GET
def case_folder(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Hand out the whole file of a case as one archive, written while it is sent."""
    actor = actor_of(request)
    case = actor.reaches(pk)
    if case is None or is_own(actor, case):
        raise Http404
    folder = Folder(actor, case, clock.now(), request.build_absolute_uri("/").rstrip("/"))
    logger.info("Folder of case %s taken by account %s", pk, account_of(request).pk)
    answer = StreamingHttpResponse(folder.sent(), content_type="application/zip")
    name = _("%(who)s 档案.zip") % {"who": f"{case.subject.number} {case.subject.name}"}
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


@login_required
@require_GET
def matter_paper(request: HttpRequest, pk: int, name: str, entry: int) -> HttpResponse:
    """Print a paper of a matter; it tells of everybody whom the matter concerns."""
    actor = actor_of(request)
    matter = Matter.objects.select_related("unit").filter(pk=pk).first()
    whole = matter is not None and sees_all_of(actor, matter)
    found = offering.matter_paper(matter, name, entry, at=clock.now()) if matter and whole else None
    if found is None or not offering.may_print(actor, found[0]):
        raise Http404
    paper = _volume(found[1], request.GET.get("volume", ""))
    return printed(request, paper, name, entry, reverse("matter", args=[pk]))


def _volume(paper: Printable, asked: str) -> Printable:
    """One volume of a paper that is printed in several, the first unless another is asked for."""
    volumes: tuple[Printable, ...] = getattr(paper, "volumes", (paper,))
    number = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 1
    if not 1 <= number <= len(volumes):
        raise Http404
    return volumes[number - 1]


def printed(request: HttpRequest, paper: Printable, name: str, entry: int, page: str) -> HttpResponse:
    """The paper as a PDF that can be confirmed by the address in its foot."""
    base = request.build_absolute_uri("/").rstrip("/")
    return sent(request, checking.with_address(paper, name, entry, base), name, page)


def sent(request: HttpRequest, paper: Printable, name: str, page: str) -> HttpResponse:
    """The paper as a PDF. One that cannot be printed says why on the page it came from."""
    try:
        content = paper_pdf(paper)
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return redirect(page)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{paper.number}.pdf"'
    return answer


@require_GET
@not_too_often
def check_paper(request: HttpRequest, token: str) -> HttpResponse:
    """Say to whoever holds a printed paper what it is, and whether the record still says the same.

    An address that was not printed here is refused before any record is read. Nobody is named.
    """
    institution = clock.institution()
    name = institution.name if institution else ""
    shell = Shell(institution=name, seal=name[:1], solo=True)
    found = checking.checked(token, at=clock.now())
    if found is None:
        sentences = (
            _("这个核验网址不是本系统打印的，或者抄写有误。"),
            _("请重新扫描文书页脚的二维码；仍查不到的，请向出具文书的组织核实。"),
        )
        page = ErrorPage(404, _("查不到这份文书"), sentences)
        return render(request, "portal/error.html", {"page": page, "shell": shell}, status=404)
    answer = render(request, "portal/check_paper.html", {"page": check_page(found), "shell": shell})
    answer["X-Robots-Tag"] = "noindex, noarchive"
    answer["Cache-Control"] = "no-store"
    return answer
