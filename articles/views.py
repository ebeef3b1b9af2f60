from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from articles.models import Article, GlossaryTerm, Topic
from articles.page import ArticlePage
from editorial.addresses import moved
from editorial.kept import kept
from editorial.paging import page_of
from editorial.reading import in_language

#: Topics named above the list of all articles.
MOST_TOPICS = 24


@kept(query=["page"])
def article_list(request: HttpRequest) -> HttpResponse:
    by_topic = (
        Article.objects.published()
        .for_list()
        .order_by("topic__ordering", "topic__key", "-published_at", "pk")
    )
    articles = page_of(by_topic, request)
    topics = in_language(Topic.objects.with_articles())[:MOST_TOPICS]
    return render(request, "articles/list.html", {"articles": articles, "topics": topics})


@kept(query=["page"])
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = Topic.objects.at(slug)
    if topic.slug != slug:
        return moved(request, topic)
    articles = page_of(Article.objects.published().filter(topic=topic).for_list(), request)
    return render(
        request, "articles/topic.html", {"object": topic, "topic": topic, "articles": articles}
    )


@kept()
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = Article.objects.published().with_topic().at(slug)
    if article.slug != slug:
        return moved(request, article)
    # The parts of a page that is not there in the reader's language are all German.
    with translation.override(article.shown_language):
        page = ArticlePage.of(article)
    context = {
        "object": article,
        "article": article,
        "page": page,
    }
    return render(request, "articles/detail.html", context)


@kept()
def glossary(request: HttpRequest) -> HttpResponse:
    return render(
        request, "articles/glossary.html", {"terms": in_language(GlossaryTerm.objects.all())}
    )
