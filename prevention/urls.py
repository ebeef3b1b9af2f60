from django.urls import path
from django.utils.translation import gettext_lazy as _

from prevention import views

app_name = "prevention"

urlpatterns = [
    path(_("prevention/"), views.situation_list, name="situations"),
    path(_("prevention/courses/"), views.course_list, name="courses"),
    path(_("prevention/<slug:slug>/"), views.situation_detail, name="situation"),
]
