"""The gate for content: what is shipped passes it, and each of its rules fails what it should."""

import re
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from articles.models import Article, Callout
from editorial.models import Source, WarningSigns
from exercises.cautions import Caution
from exercises.models import Equipment, Exercise, Muscle, Region
from quality import checks
from quality.checks import RULES, Content, Finding, Page, exercises, links, wording
from quality.checks.pages import languages, values
from quality.management.commands import check_content
from tests.factories import (
    ArticleFactory,
    CalloutFactory,
    CautionFactory,
    ClaimFactory,
    ExerciseFactory,
    GlossaryTermFactory,
    InfoPageFactory,
    LadderFactory,
    MusclePairFactory,
    ProgrammeFactory,
    RichTextFactory,
    SafetySentenceFactory,
    SessionExerciseFactory,
    SessionFactory,
    SourceFactory,
    TipFactory,
    WarningSignsFactory,
    WeekFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

LONG_SENTENCE = (
    "Wirbelsäulengymnastische Stabilisierungsmaßnahmen und rehabilitationssportliche "
    "Übungsveranstaltungen sind" + " außerordentlich" * 28 + " empfehlenswert."
)


def hits(rule, *records):
    """What one rule says of these records: language and reason."""
    content = Content(Page(record) for record in records)
    return [(finding.language, finding.what) for finding in RULES[rule](content)]


def emptied(record, **columns):
    """Store what a form would refuse, as an import or an older rule could have left it."""
    type(record).objects.filter(pk=record.pk).update(**columns)
    record.refresh_from_db()
    return record


def bare_claim():
    claim = ClaimFactory()
    claim.passages.all().delete()
    return claim


def untold(**columns):
    """A notice with a sign that somebody stored past the form."""
    notice = WarningSigns.objects.get()
    sign = notice.signs.filter(tier="urgent").last()
    for name, value in columns.items():
        setattr(sign, name, value)
    sign.save()
    return notice


def tip(language="de", text=""):
    return TipFactory(translated=True, **{f"why_{language.replace('-', '_')}": text})


def linking_to(address):
    return InfoPageFactory(text_de=f'<p><a href="{address}">Mehr</a></p>')


def numbered(cases):
    return [f"{number}-{rule}" for number, (rule, *_rest) in enumerate(cases)]


def falling_ladder():
    ladder = LadderFactory()
    ExerciseFactory(ladder=ladder, rung=1, level=2)
    return ExerciseFactory(ladder=ladder, rung=2, level=1)


#: A record that breaks the rule, the language and part of the reason the rule has to give.
BROKEN = [
    ("translation", ArticleFactory, "en", "title is not in en"),
    (
        "translation",
        lambda: RichTextFactory(parent=ArticleFactory(translated=True), text_de_simple="").parent,
        "de-simple",
        "text is not in de-simple",
    ),
    (
        "translation",
        lambda: ArticleFactory(translated=True, questions_for_doctor_en="Why?"),
        "en",
        "questions_for_doctor is not in German",
    ),
    ("key-points", ArticleFactory, "de", "2 key points"),
    ("figure", ArticleFactory, "all", "no figure"),
    ("evidence-statement", ArticleFactory, "all", "no evidence statement"),
    ("questions-for-doctor", ArticleFactory, "all", "no questions"),
    ("related-article", ArticleFactory, "all", "no related article"),
    ("first-heading", lambda: RichTextFactory(heading_de="").parent, "all", "no heading"),
    ("article-length", ArticleFactory, "de", "words instead of 600"),
    (
        "article-length",
        lambda: RichTextFactory(text_de=f"<p>{'Wort ' * 1200}</p>").parent,
        "de",
        "to 1200",
    ),
    ("exercise-parts", lambda: emptied(ExerciseFactory(), breathing_de=""), "all", "breathing"),
    (
        "exercise-parts",
        lambda: emptied(ExerciseFactory(), common_mistakes_de=""),
        "all",
        "common mistakes",
    ),
    ("exercise-parts", ExerciseFactory, "all", "neither an easier variant nor a rung"),
    ("exercise-parts", ExerciseFactory, "all", "no agonist"),
    ("exercise-parts", ExerciseFactory, "all", "neither a drawing"),
    ("exercise-parts", lambda: ExerciseFactory(figure="wall-sit"), "all", "no description"),
    ("exercise-steps", ExerciseFactory, "all", "2 steps"),
    (
        "exercise-steps-without-dose",
        lambda: ExerciseFactory(steps=["Halten Sie 10 Sekunden."]),
        "de",
        "10 Sekunden",
    ),
    ("exercise-caution", ExerciseFactory, "all", "no caution"),
    (
        "words-of-caution",
        lambda: ExerciseFactory(steps=["In der Schwangerschaft lassen Sie das weg."]),
        "de",
        "without caution S",
    ),
    (
        "words-of-caution",
        lambda: ExerciseFactory(translated=True, breathing_en="Mind your blood pressure."),
        "en",
        "without caution B",
    ),
    ("caution-words", lambda: CautionFactory(code="Z"), "all", "no words for it"),
    (
        "caution-words",
        lambda: emptied(
            Caution.objects.get(code="S"), name_de="Etwas", text_de="Seien Sie vorsichtig."
        ),
        "de",
        "none of its own words",
    ),
    ("safety-sentences", SafetySentenceFactory, "all", "the role emergency"),
    ("exercise-loads", lambda: ExerciseFactory(posture="supine"), "all", "asks for S"),
    ("exercise-loads", lambda: ExerciseFactory(posture="half-kneel"), "all", "asks for K"),
    (
        "exercise-loads",
        lambda: ExerciseFactory(regions=[Region.objects.get(key="neck")]),
        "all",
        "asks for C D N",
    ),
    ("exercise-loads", lambda: ExerciseFactory(isometric=True), "all", "asks for B"),
    ("exercise-loads", lambda: ExerciseFactory(kind="balance"), "all", "asks for G"),
    ("exercise-loads", lambda: ExerciseFactory(kind="endurance"), "all", "asks for A"),
    (
        "exercise-loads",
        lambda: ExerciseFactory(equipment=[Equipment.objects.get(key="band")]),
        "all",
        "asks for W",
    ),
    ("exercise-effort", lambda: ExerciseFactory(rest_seconds=0), "all", "no rest"),
    (
        "exercise-effort",
        lambda: ExerciseFactory(effort="e6", days_per_week_from=5),
        "all",
        "hard strengthening on 5 days",
    ),
    ("ladder-level", falling_ladder, "all", "easier than"),
    *[
        (
            "picture-posture",
            lambda figure=figure, posture=posture: ExerciseFactory(figure=figure, posture=posture),
            "all",
            f"the posture {posture}",
        )
        for figure, posture in [
            ("wall-sit", "supine"),
            ("glute-bridge", "prone"),
            ("glute-bridge", "side"),
            ("clamshell", "side-forearm"),
            ("wall-sit", "sitting"),
            ("heel-raise-seated", "standing"),
            ("cat-cow", "one-leg"),
            ("kneeling-plank", "quadruped"),
            ("wall-plank", "kneeling"),
            ("cat-cow", "half-kneel"),
            ("cat-cow", "forearm-kneel"),
            ("kneeling-plank", "forearm-toes"),
        ]
    ],
    *[
        (
            "picture-angles",
            lambda figure=figure, said=said: ExerciseFactory(figure=figure, steps=[said]),
            "de",
            f"the drawing shows {shown}",
        )
        for figure, said, shown in [
            ("wall-sit", "Gehen Sie tiefer, bis die Knie leicht gebeugt sind.", "knee 54°"),
            ("wall-sit-high", "Rutschen Sie, bis die Knie etwa halb gebeugt sind.", "knee 25°"),
            ("wall-sit", "Die Knie sind im rechten Winkel.", "knee 19°"),
            ("wall-sit", "Heben Sie das Knie, bis es 90 Grad hat.", "knee 19°"),
            ("glute-bridge", "Strecken Sie das rechte Bein.", "knee"),
            ("knee-to-chest", "Der Oberschenkel steht senkrecht.", "thigh"),
            ("wall-plank", "Die Ellenbogen sind leicht gebeugt.", "elbow"),
            ("glute-bridge", "Die Arme senkrecht nach oben.", "arm"),
        ]
    ],
    ("picture-muscles", lambda: ExerciseFactory(figure="wall-sit"), "all", "tints gluteus,"),
    (
        "picture-muscles",
        lambda: ExerciseFactory(
            figure="clamshell", agonists=[Muscle.objects.get(key="gluteus-maximus")]
        ),
        "all",
        "tints gluteus-medius,",
    ),
    (
        "pair-exercises",
        lambda: MusclePairFactory(stretching=ExerciseFactory(stretching=True, draft=True)),
        "all",
        "no stretching exercise",
    ),
    ("programme-audience", lambda: emptied(ProgrammeFactory(), not_for_de=""), "all", "not_for"),
    ("programme-sessions", ProgrammeFactory, "all", "no weeks"),
    ("programme-sessions", lambda: WeekFactory().programme, "all", "no session"),
    ("programme-sessions", lambda: SessionFactory().week.programme, "all", "no exercise"),
    (
        "programme-sessions",
        lambda: SessionExerciseFactory(exercise__draft=True).session.week.programme,
        "all",
        "no exercise",
    ),
    (
        "programme-promise",
        lambda: (
            SessionExerciseFactory(
                exercise__start_sets=9,
                exercise__goal_sets=9,
                session__week__programme__most_minutes=1,
            ).session.week.programme
        ),
        "all",
        "minutes instead of 1",
    ),
    (
        "programme-dose",
        lambda: SessionExerciseFactory(sets=9).session.week.programme,
        "all",
        "out of its range",
    ),
    ("situation-tips", lambda: TipFactory(draft=True).situation, "all", "no tip"),
    ("source-record", lambda: SourceFactory(doi="10.1/1"), "all", "what it supports"),
    ("source-record", lambda: SourceFactory(supports="That it helps."), "all", "neither DOI"),
    ("page-sources", TipFactory, "all", "no sources"),
    ("claim-passages", bare_claim, "all", "mindestens eine Fundstelle"),
    ("claim-passages", lambda: emptied(ClaimFactory(), lead_de="9 Studien."), "all", "um wen"),
    ("claims-used", ClaimFactory, "all", "no page shows it"),
    ("percentages", lambda: tip("en", "It helps 30 per cent."), "en", "why gives a share"),
    (
        "expired-guideline",
        lambda: emptied(Source.objects.get(key="nvl-2017"), title="Leitlinie"),
        "all",
        "expired in 2022",
    ),
    (
        "expiry-told-once",
        lambda: tip("de", "Die Leitlinie (abgelaufen im März 2022) rät dazu."),
        "de",
        "says what stands on the source",
    ),
    ("promise-or-fear", lambda: tip("de", "Diese Übung heilt den Rücken."), "de", "“heilt”"),
    ("promise-or-fear", lambda: tip("de", "Bald sind Sie schmerzfrei."), "de", "“schmerzfrei”"),
    ("promise-or-fear", lambda: tip("de", "Das hilft garantiert."), "de", "“garanti”"),
    ("promise-or-fear", lambda: tip("de", "Nie wieder Schmerzen!"), "de", "“Nie wieder”"),
    ("promise-or-fear", lambda: tip("de", "Es droht Gefahr der Lähmung."), "de", "“Gefahr der"),
    ("promise-or-fear", lambda: tip("de-simple", "So gehen Sie kaputt."), "de-simple", "“kaputt”"),
    ("promise-or-fear", lambda: tip("en", "This cures your back."), "en", "“cures”"),
    ("promise-or-fear", lambda: tip("en", "Get a pain-free back."), "en", "“pain-free”"),
    ("promise-or-fear", lambda: tip("en", "You may need a wheelchair."), "en", "“wheelchair”"),
    (
        "promise-or-fear",
        lambda: CalloutFactory(title_de="So bleibt nichts kaputt").parent,
        "de",
        "“kaputt”",
    ),
    ("polite-address", lambda: tip("de", "Steh auf, wenn du kannst."), "de", "“du”"),
    ("polite-address", lambda: tip("de-simple", "Das ist dein Rücken."), "de-simple", "“dein”"),
    ("british-spelling", lambda: tip("en", "Mind the color."), "en", "“color”"),
    ("british-spelling", lambda: tip("en", "Walk to the center."), "en", "“center”"),
    ("glossary-term-used", lambda: GlossaryTermFactory(title_de="Quarkhaut"), "all", "in no text"),
    ("links", lambda: linking_to("/gibt-es-nicht/"), "de", "/gibt-es-nicht/ leads nowhere"),
    ("links", lambda: linking_to("/en/glossary/"), "de", "leads to another language"),
    ("links", lambda: linking_to("/glossar/#fehlt"), "de", "names a place"),
    ("warning-signs-in-force", TipFactory, "all", "no version is in force"),
    ("warning-tiers", lambda: untold(text_en=""), "all", "fehlt English"),
    (
        "warning-tiers",
        lambda: WarningSignsFactory(version=99, urgent_en=""),
        "all",
        "fehlt English",
    ),
    (
        "warning-regions",
        lambda: WarningSignsFactory(version=99),
        "all",
        "no sign for the region neck",
    ),
    ("reading-ease", lambda: tip("de", LONG_SENTENCE), "de", "words per sentence"),
    ("reading-ease", lambda: tip("de", LONG_SENTENCE), "de", "reading ease"),
    ("reading-ease", lambda: tip("de", LONG_SENTENCE), "de", "a sentence of"),
]


#: Records that a rule could mistake for broken ones.
RIGHT = [
    ("questions-for-doctor", lambda: Article.objects.get(key="doctor-visit")),
    ("article-length", lambda: Article.objects.get(key="doctor-visit")),
    (
        "promise-or-fear",
        lambda: (
            CalloutFactory(
                kind=Callout.Kind.MYTH, title_de="6. „Ein Ruck macht den Rücken kaputt“"
            ).parent
        ),
    ),
    ("promise-or-fear", lambda: tip("de", "Schmerzfreiheit kann niemand versprechen.")),
    ("polite-address", lambda: tip("de", "Die Dusche lindert, indem sie wärmt.")),
    ("british-spelling", lambda: tip("en", "The World Health Organization measured metres.")),
    ("links", lambda: linking_to("/glossar/")),
    ("links", lambda: linking_to("https://www.116117.de/")),
    ("page-sources", InfoPageFactory),
    ("picture-posture", lambda: ExerciseFactory(posture="supine")),
    *[
        (
            "picture-angles",
            lambda figure=figure, said=said: ExerciseFactory(figure=figure, steps=[said]),
        )
        for figure, said in [
            ("wall-sit", "Das Knie bleibt bequem. Beide Füße stehen im rechten Winkel zur Wand."),
            ("wall-sit-high", "Beugen Sie die Knie ein wenig."),
            ("doorway-chest-stretch", "Der Ellenbogen ist im rechten Winkel gebeugt."),
        ]
    ],
]


def test_the_shipped_content_keeps_every_rule():
    found = checks.findings(Content.stored())

    assert not found, "\n".join(["", *map(str, found)])


@pytest.mark.parametrize(
    ("rule", "make", "language", "reason"),
    BROKEN,
    ids=numbered(BROKEN),
)
def test_a_broken_record_is_found(rule, make, language, reason):
    found = hits(rule, make())

    assert [what for code, what in found if code == language and reason in what], found


def test_every_rule_has_a_broken_record():
    elsewhere = {"emergency-numbers"}

    assert {rule for rule, *_rest in BROKEN} | elsewhere == set(RULES)


def test_every_rule_names_its_place_in_the_checklist():
    without = [
        name for name, rule in RULES.items() if not re.match(r"\d+(, \d+)* – ", rule.__doc__)
    ]

    assert without == []


def test_a_number_that_readers_do_not_see_is_found(monkeypatch):
    monkeypatch.setattr(links, "fetch", lambda address: "<main>112</main> 116117")

    found = hits("emergency-numbers", WarningSigns.objects.get())

    assert found == [(language, "readers do not see 116117") for language in languages()]


# --- What is right although it looks alike -------------------------------------------------------


@pytest.mark.parametrize(("rule", "make"), RIGHT, ids=numbered(RIGHT))
def test_what_only_looks_alike_is_not_found(rule, make):
    assert hits(rule, make()) == []


def test_a_term_that_stands_in_a_text_in_another_form_is_used():
    term = GlossaryTermFactory(title_de="Quarkhaut")

    assert hits("glossary-term-used", term, tip("de", "Die Quarkhäute und Quarkhauten.")) == []


def test_a_relaxation_needs_no_agonist():
    exercise = ExerciseFactory(kind=Exercise.Kind.RELAXATION)

    assert "no agonist" not in [what for _language, what in hits("exercise-parts", exercise)]


def test_no_exception_outlives_its_reason():
    pages = Content.stored().pages
    shipped = " ".join(text for language in languages() for text in values(pages, language))
    keys = set(Exercise.objects.values_list("key", flat=True))

    assert [sentence for sentence in wording.ALLOWED if sentence not in shipped] == []
    assert set(exercises.WITHOUT_CAUTION) - keys == set()


# --- The command -------------------------------------------------------------------------------


def run(monkeypatch, pages=(), findings=()):
    monkeypatch.setattr(Content, "stored", lambda **options: Content(pages))
    monkeypatch.setattr(check_content, "findings", lambda content: list(findings))
    call_command("check_content")


def test_the_command_tells_how_each_kind_reads_in_each_language(monkeypatch, capsys):
    run(monkeypatch, pages=[Page(tip("de", "Das ist ein kurzer Satz."))])

    text = capsys.readouterr().out
    lines = [line.split() for line in text.splitlines()]
    assert [line[:3] for line in lines if line[:1] == ["tip"]] == [
        ["tip", code, "1"] for code in languages()
    ]
    assert "No findings" in text


def test_the_command_fails_on_a_finding_and_names_it(monkeypatch, capsys):
    finding = Finding("tip", "get-up", "en", "links", "/x/ leads nowhere")

    with pytest.raises(CommandError, match="1 finding"):
        run(monkeypatch, findings=[finding])

    assert "tip get-up en: links – /x/ leads nowhere\n" in capsys.readouterr().out


def test_the_command_says_what_it_lacks_where_only_the_portal_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)

    with pytest.raises(CommandError, match=r"requirements/quality\.txt"):
        call_command("check_content")


def test_drafts_are_looked_at_on_request_only():
    draft = TipFactory(draft=True)

    assert draft.key not in [page.key for page in Content.stored().pages]
    assert draft.key in [page.key for page in Content.stored(drafts=True).pages]


def test_the_shipped_content_is_not_loaded_over_an_editors_work():
    with pytest.raises(CommandError, match="is not empty"):
        call_command("check_content", shipped=True)


def test_rules_do_not_depend_on_the_language_in_use():
    with translation.override("en"):
        assert hits("key-points", ArticleFactory()) == [("de", "2 key points instead of 3 to 5")]
