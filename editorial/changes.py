"""The one announcement that content changed; what keeps copies of it listens."""

from django.dispatch import Signal

#: Sent with `sender` (the model) and `instance` after an object and its rows were saved or deleted.
content_changed = Signal()
