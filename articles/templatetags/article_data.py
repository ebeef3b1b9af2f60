"""Structured data of articles."""

from django import template
from django.utils.safestring import SafeString

from articles import structured_data
from articles.models import Article
from editorial.structured_data import data_block

register = template.Library()


@register.simple_tag
def article_data(article: Article, address: str) -> SafeString:
    """Return what the article at this absolute address tells machines."""
    return data_block(structured_data.article_data(article, address))
