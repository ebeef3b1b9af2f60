from django.urls import path
from django.utils.translation import gettext_lazy as _

from exercises import plan_views, views

app_name = "exercises"

urlpatterns = [
    path(_("exercises/"), views.library, name="library"),
    path(_("exercises/<slug:slug>/"), views.exercise_detail, name="detail"),
    path(_("muscle-pairs/"), views.pair_list, name="pairs"),
    path(_("muscle-pairs/<slug:slug>/"), views.pair_detail, name="pair"),
    path(_("body-map/"), views.body_map, name="body_map"),
    path(_("programmes/"), views.programme_list, name="programmes"),
    path(_("programmes/<slug:slug>/"), views.programme_detail, name="programme"),
    path(_("programmes/<slug:slug>/week-<int:number>/"), views.week_detail, name="week"),
    path(_("plan/"), plan_views.plan_detail, name="plan"),
    path(_("plan/training/"), plan_views.training, name="training"),
    path(_("plan/calendar/"), plan_views.plan_calendar_file, name="plan_calendar"),
    path(_("plan/pdf/"), plan_views.plan_pdf, name="plan_pdf"),
]
