from django.urls import path
from django.utils.translation import gettext_lazy as _

from exercises import views

app_name = "exercises"

urlpatterns = [
    path(_("exercises/"), views.library, name="library"),
    path(_("exercises/<slug:slug>/"), views.exercise_detail, name="detail"),
    path(_("muscle-pairs/"), views.pair_list, name="pairs"),
    path(_("muscle-pairs/<slug:slug>/"), views.pair_detail, name="pair"),
    path(_("body-map/"), views.body_map, name="body_map"),
]
