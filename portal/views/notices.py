"""A notice for the public while it hangs: the paper itself, so in the language of the regulation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import clock
from portal.network import client_address
from portal.often import not_too_often
from portal.pages.outcome import ErrorPage
from portal.pages.shell import Shell
from portal.rooms.notices import Notice, in_public_networks, matter_of, public_page
from workflows.door import outlook
from workflows.models import Matter
from workflows.nodes import NoticeType
from workflows.nodes.matters import matter_type
from workflows.texts.speaking import in_source


@require_GET
@not_too_often
def public_notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show a notice under its signed address; after its window it is gone."""
    pk = matter_of(token)
    if pk is None:
        raise Http404
    with in_source():
        return _public(request, pk)


@require_GET
@not_too_often
def network_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a notice to readers on the institution's own networks; to others it does not exist."""
    if not in_public_networks(client_address(request)):
        raise Http404
    with in_source():
        return _public(request, pk)


def notice_of(matter: Matter) -> Notice | None:
    """The notice that a matter is, or None for a matter of another kind."""
    kind = matter_type(matter.kind)
    case = matter.concerns.values_list("case", flat=True).first()
    if kind is None or not issubclass(kind, NoticeType) or case is None:
        return None
    view = outlook([case], at=clock.now())[case]
    return Notice(matter, kind, view.situation)


def _public(request: HttpRequest, pk: int) -> HttpResponse:
    matter = Matter.objects.select_related("unit").filter(pk=pk).first()
    notice = notice_of(matter) if matter else None
    if notice is None:
        raise Http404
    institution = clock.institution()
    name = institution.name if institution else ""
    shell = Shell(institution=name, seal=name[:1], solo=True)
    if not notice.public_on(clock.today()):
        sentences = (_("这份公示已经撤下，内容不再公开。"), _("要反映情况，请直接联系张贴公示的组织。"))
        page = ErrorPage(410, _("公示已结束"), sentences)
        return render(request, "portal/error.html", {"page": page, "shell": shell}, status=410)
    paper = notice.paper()
    if paper is None:
        raise Http404
    answer = render(request, "portal/notice.html", {"page": public_page(paper), "shell": shell})
    answer["X-Robots-Tag"] = "noindex, noarchive"
    answer["Cache-Control"] = "no-store"
    return answer
