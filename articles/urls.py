from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import views

app_name = "articles"

urlpatterns = [
    path(_("articles/"), views.article_list, name="list"),
    path(_("articles/<slug:slug>/"), views.article_detail, name="detail"),
    path(_("topics/<slug:slug>/"), views.topic_detail, name="topic"),
    path(_("glossary/"), views.glossary, name="glossary"),
]
