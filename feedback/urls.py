from django.urls import path
from django.utils.translation import gettext_lazy as _

from feedback import views

app_name = "feedback"

urlpatterns = [
    path(_("rating/"), views.rate, name="rate"),
    path(_("rating/<str:token>/"), views.rating_reason, name="reason"),
]
