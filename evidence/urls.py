from django.urls import path
from django.utils.translation import gettext_lazy as _

from evidence import views

app_name = "evidence"

urlpatterns = [
    path(_("evidence/"), views.claim_list, name="claims"),
    path(_("evidence/<slug:slug>/"), views.claim_detail, name="claim"),
]
