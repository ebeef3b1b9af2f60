"""Where German stands in for a missing translation: only in texts a page cannot do without."""

from inspect import getattr_static

from modeltranslation.translator import translator

from editorial.publication import needed_texts

#: Addresses are made from what there is; a page without one could not be reached.
ADDRESS = "slug"


def only_for_needed_texts() -> None:
    """Leave optional texts empty where they are not translated, instead of showing German."""
    for model in translator.get_registered_models(abstract=False):
        needed = {*needed_texts(model), ADDRESS}
        for name in translator.get_options_for_model(model).get_field_names():
            if name not in needed:
                getattr_static(model, name).fallback_languages = {"default": ()}
