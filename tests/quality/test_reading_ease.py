import pytest

from quality.reading_ease import lines_of, measure, sentences_of, thoughts_of, word_count


def test_german_is_measured_by_amstads_formula():
    ease = measure(["Die Katze sitzt auf dem Dach."], "de")

    assert ease.words_per_sentence == 6
    assert ease.flesch == pytest.approx(180 - 6 - 58.5 * 7 / 6)


def test_english_is_measured_by_fleschs_formula():
    ease = measure(["The cat sat on the mat."], "en")

    assert ease.flesch == pytest.approx(206.835 - 1.015 * 6 - 84.6)


def test_plain_german_is_measured_like_german():
    text = ["Bewegung hilft vielen Menschen."]

    assert measure(text, "de-simple") == measure(text, "de")


def test_a_language_without_a_formula_has_no_reading_ease():
    ease = measure(["Kedi çatıda oturuyor."], "tr")

    assert (ease.words, ease.words_per_sentence, ease.flesch) == (3, 3, None)


def test_headings_and_names_do_not_make_sentences_look_shorter():
    texts = ["Bewegung", "<h3>Im Alltag</h3><p>Gehen Sie jeden Tag eine halbe Stunde.</p>"]

    ease = measure(texts, "de")

    assert (ease.words, ease.words_per_sentence) == (10, 7)


def test_a_long_entry_without_a_stop_counts_as_a_sentence():
    ease = measure(["die Schmerzen nach vier Wochen nicht besser sind\nFieber"], "de")

    assert ease.words_per_sentence == 8


def test_names_alone_cannot_be_measured():
    assert measure(["Rücken", "Bauch"], "de") is None


def test_the_longest_sentence_is_named():
    assert measure(["Kurz. Dieser hier ist länger."], "de").longest == "Dieser hier ist länger."


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("Gehen Sie. Jeden Tag!", ["Gehen Sie.", "Jeden Tag!"]),
        ("Anbieter, z. B. Vereine, helfen.", ["Anbieter, z. B. Vereine, helfen."]),
        ("Ab der 16. Woche nicht mehr.", ["Ab der 16. Woche nicht mehr."]),
        ("Sie galt bis März 2022. Seitdem fehlt eine.", ["Sie galt bis März 2022.", "Seitdem fehlt eine."]),
        ("Bis 3 von 10. Dann ruhen Sie.", ["Bis 3 von 10.", "Dann ruhen Sie."]),
        ("„Sitz gerade!“ Das hört man oft.", ["„Sitz gerade!", "Das hört man oft."]),
        ("Version 2.0 gilt.", ["Version 2.0 gilt."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_hears_them_end(line, sentences):
    assert sentences_of(line) == sentences


def test_a_colon_ends_a_thought():
    assert thoughts_of("Achtung: Es zieht.") == ["Achtung:", "Es zieht."]


def test_markup_is_not_counted():
    html = "<p>Eins <strong>zwei</strong></p><ul><li>drei</li><li>vier &amp; fünf</li></ul>"

    assert lines_of(html) == ["Eins zwei", "drei", "vier & fünf"]
    assert word_count([html]) == 5
