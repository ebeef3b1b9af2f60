from django.urls import path
from django.utils.translation import gettext_lazy as _

from training import plan_views, views

app_name = "training"

urlpatterns = [
    path(_("programmes/"), views.programme_list, name="programmes"),
    path(_("programmes/<slug:slug>/"), views.programme_detail, name="programme"),
    path(_("programmes/<slug:slug>/week-<int:number>/"), views.week_detail, name="week"),
    path(_("plan/"), plan_views.plan_detail, name="plan"),
    path(_("plan/training/"), plan_views.train, name="train"),
    path(_("plan/calendar/"), plan_views.plan_calendar_file, name="plan_calendar"),
    path(_("plan/pdf/"), plan_views.plan_pdf, name="plan_pdf"),
]
