"""The one announcement every change of content makes."""

from django.dispatch import Signal

#: Sent after something readers may see was stored, published or deleted, with its rows.
#:
#: `sender` is the model, `instance` the object. Rows inside a page (a week of a programme) are
#: announced as their page. A deleted instance keeps its primary key but is no longer in the
#: database: receivers that keep copies look it up to tell the two apart. Sent inside the
#: transaction that makes the change; receivers that reach outside the database wait for its end.
content_changed = Signal()

#: Sent after content was stored as a whole, without announcing each of its pages.
everything_changed = Signal()
