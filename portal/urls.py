"""Addresses. Names have no prefix: there is one site."""

from __future__ import annotations

from django.urls import include, path

from portal import gallery
from portal.views import (
    accounts,
    amending,
    case_files,
    cases,
    desk,
    health,
    language,
    matters,
    notices,
    papers,
    practice,
    record_imports,
    records,
    register,
    regulations,
    roster,
    several,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("me/", desk.me_progress, name="me_progress"),
    path("search/", desk.search, name="search"),
    path("more/", desk.more, name="more"),
    path("office/", desk.office_switch, name="office_switch"),
    path("language/", language.language, name="language"),
    # Cases
    path("cases/", cases.cases, name="cases"),
    path("cases/register/<slug:family>/<slug:act>/", register.register, name="register"),
    path("cases/several/<slug:family>/<str:name>/", several.several, name="several"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/journal/", cases.case_journal, name="case_journal"),
    path("cases/<int:pk>/folder/", papers.case_folder, name="case_folder"),
    path("cases/<int:pk>/flow/", cases.case_flow, name="case_flow"),
    path("cases/<int:pk>/acts/<str:name>/", cases.act, name="act"),
    path("cases/<int:pk>/override/", amending.override, name="override"),
    path("cases/<int:pk>/entries/<int:entry>/correct/", amending.correct, name="correct"),
    path("cases/<int:pk>/entries/<int:entry>/void/", amending.void, name="void"),
    path("cases/<int:pk>/entries/<int:entry>/files/<int:number>/", case_files.case_file, name="case_file"),
    # Matters
    path("meetings/", matters.meeting_list, name="meetings"),
    path("notices/", matters.notice_list, name="notices"),
    path("matters/", matters.matter_list, name="matters"),
    path("matters/new/<str:kind>/", matters.matter_new, name="matter_new"),
    path("matters/<int:pk>/", matters.matter, name="matter"),
    path("matters/<int:pk>/acts/<slug:name>/", matters.matter_act, name="matter_act"),
    path(
        "matters/<int:pk>/entries/<int:entry>/files/<int:number>/", case_files.matter_file, name="matter_file"
    ),
    # Papers
    path("cases/<int:pk>/papers/<slug:name>/<int:entry>/", papers.case_paper, name="case_paper"),
    path("matters/<int:pk>/papers/<slug:name>/<int:entry>/", papers.matter_paper, name="matter_paper"),
    path("p/<str:token>/", papers.check_paper, name="check_paper"),
    # Notices for everybody
    path("n/<int:pk>/", notices.network_notice, name="network_notice"),
    path("n/<str:token>/", notices.public_notice, name="public_notice"),
    # The records of people
    path("me/record/", records.my_record, name="my_record"),
    path("records/", records.records, name="records"),
    path("records/import/", record_imports.record_import, name="record_import"),
    path("records/import/template/", record_imports.record_template, name="record_template"),
    path("records/import/<int:pk>/", record_imports.record_import_result, name="record_import_result"),
    path(
        "records/import/<int:pk>/confirm/", record_imports.record_import_confirm, name="record_import_confirm"
    ),
    path("records/import/<int:pk>/report/", record_imports.record_import_report, name="record_import_report"),
    path("records/<int:pk>/", records.record, name="record"),
    path("records/<int:pk>/files/<slug:digest>/", records.record_file, name="record_file"),
    path("records/<int:pk>/acts/<slug:name>/", records.record_act, name="record_act"),
    path("records/<int:pk>/entries/<int:entry>/correct/", records.record_correct, name="record_correct"),
    path("records/<int:pk>/entries/<int:entry>/void/", records.record_void, name="record_void"),
    # The second classroom
    path("credits/", include("portal.views.credits.urls")),
    # By which edition a unit works
    path("regulations/", regulations.regulations, name="regulations"),
    # The roster
    path("roster/", roster.roster, name="roster"),
    path("roster/template/", roster.roster_template, name="roster_template"),
    path("roster/<int:pk>/", roster.roster_result, name="roster_result"),
    path("roster/<int:pk>/confirm/", roster.roster_confirm, name="roster_confirm"),
    path("roster/<int:pk>/report/", roster.roster_report, name="roster_report"),
    path("roster/<int:pk>/slips/", roster.roster_slips, name="roster_slips"),
    path("healthz", health.healthz, name="healthz"),
    # Accounts
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", accounts.SignOut.as_view(), name="logout"),
    path("accounts/password/", accounts.OwnPassword.as_view(), name="password_change"),
    path("accounts/me/", accounts.me, name="me"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<int:pk>/reset/", accounts.account_reset, name="account_reset"),
    path("accounts/<int:pk>/close/", accounts.account_close, name="account_close"),
    path("accounts/<int:pk>/reopen/", accounts.account_reopen, name="account_reopen"),
    # The demo institution's calendar
    path("practice/", practice.practice_clock, name="practice_clock"),
    # Every room with invented people, where demos are allowed
    *gallery.urlpatterns,
]
