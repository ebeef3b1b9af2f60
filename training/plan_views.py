"""The pages of a reader's plan: itself, its calendar file, its PDF. None of them stores anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from editorial.addresses import absolute
from exercises.stop_rules import StopRules
from training import pdf
from training.plan import Plan
from training.plan_calendar import CalendarForm, plan_calendar
from training.plan_page import PlanPage
from training.stations import stations

#: The server can do this in principle, but not as it is set up here.
NOT_IMPLEMENTED = 501


def plan_detail(request: HttpRequest) -> HttpResponse:
    plan = Plan.from_query(request.GET)
    key = request.GET.get("change", "")
    if key not in plan.keys:
        return plan_page(request, plan)
    try:
        changed = plan.changing(key, wished_dose(request))
    except ValueError:
        return plan_page(request, plan, refused=key, status=400)
    return redirect(changed.url_at(key))


def wished_dose(request: HttpRequest) -> str:
    """Return the dose that the fields of the form name, as an address writes it."""
    sets, repetitions, hold = (
        request.GET.get(name, "").strip() for name in ("sets", "repetitions", "hold")
    )
    return f"{sets}x{repetitions}x{hold}s" if hold else f"{sets}x{repetitions}"


def plan_page(
    request: HttpRequest,
    plan: Plan,
    *,
    calendar: CalendarForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": PlanPage(plan, address=absolute(request, plan.url), calendar=calendar),
        "refused": refused,
    }
    return render(request, "training/plan.html", context, status=status)


def plan_calendar_file(request: HttpRequest) -> HttpResponse:
    plan = Plan.from_query(request.GET)
    form = CalendarForm(request.GET)
    if not plan.items or not form.is_valid():
        return plan_page(request, plan, calendar=form, status=400)
    address = absolute(request, plan.url)
    body = plan_calendar(plan, form.cleaned_data, address=address)
    return download(body, "text/calendar; charset=utf-8", "training.ics")


def plan_pdf(request: HttpRequest) -> HttpResponse:
    plan = Plan.from_query(request.GET)
    if not plan.items:
        return plan_page(request, plan, status=400)
    page = PlanPage(plan, address=absolute(request, plan.url))
    html = render_to_string("training/plan_sheet.html", {"page": page}, request)
    try:
        return download(pdf.pdf_of(html), "application/pdf", "plan.pdf")
    except (ImportError, OSError):
        context = {"plan": plan}
        return render(request, "training/no_pdf.html", context, status=NOT_IMPLEMENTED)


def download(body: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)


def train(request: HttpRequest) -> HttpResponse:
    plan = Plan.from_query(request.GET)
    if not plan.items:
        return plan_page(request, plan)
    trained = stations(plan)
    context = {
        "plan": plan,
        "address": absolute(request, plan.training_url),
        "stations": trained,
        "script": [station.script for station in trained],
        "stop_rules": StopRules.of(item.exercise for item in plan.items),
    }
    return render(request, "training/train.html", context)
