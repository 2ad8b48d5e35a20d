"""What the check reads in a sentence: its clauses, who comes, what each measure sees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.purpose import specificity
from communities.purpose.specificity import Reading
from communities.purpose.text import clean, sentences
from tools import fit_purpose


def read(text, lang="en"):
    return Reading.of(clean(text), lang)


def said(reading, part):
    return " ".join(reading.words[n].text for n in part)


def measures(text, lang="en"):
    return read(text, lang).measures


@pytest.mark.parametrize(("lang", "text", "outcome"), [
    ("fr", "Comparer nos devis afin de signer plus vite.", "signer plus vite"),
    ("fr", "Comparer nos devis pour ne plus jamais oublier la pose.", "ne plus jamais oublier la pose"),
    ("fr", "Pour que les dossiers ne traînent plus, on se passe les certificats.", "les dossiers ne traînent plus"),
    ("fr", "Réduire les retouches en comparant nos gabarits.", "Réduire les retouches"),
    ("fr", "Comparer nos devis de visserie et ne plus payer la vis le triple.", "ne plus payer la vis le triple"),
    ("fr", "Les essais ratés évitent au suivant de perdre un mois.", "évitent au suivant de perdre un mois"),
    ("fr", "Les grutiers notent les élingues usées ; le chef les change.", "le chef les change"),
    ("fr", "Vernis, résines et mastics pour coques.", ""),
    ("fr", "Un espace pour les commerciaux et les acheteurs.", ""),
    ("fr", "Un point sur le dossier du quartier pour notre atelier.", ""),
    ("en", "Comparing quotes so that we sign faster.", "we sign faster"),
    ("en", "We log broken machines so we order the right parts.", "we order the right parts"),
    ("en", "A place to ask about the rota so nobody misses a shift.", "nobody misses a shift"),
    ("en", "Cut double bookings by sharing calendars.", "Cut double bookings"),
    ("en", "Guards note which exits get wedged open and have them shut.", "have them shut"),
    ("en", "Crews flag the bins that overflow and the rounds get moved.", "the rounds get moved"),
    ("en", "Librarians say what to weed, making room for the new novels.", "making room for the new novels"),
    ("en", "Fewer refunds for wrong sizes: stores read the notes.", "Fewer refunds for wrong sizes"),
    ("en", "Gilding, stone carving, stained glass and lime plaster.", ""),
    ("en", "How to calm an angry caller, and who is able to help.", ""),
    ("en", "A community dedicated to the plants of Leeds.", ""),
])  # fmt: skip
def test_the_outcome_begins_after_its_connector(lang, text, outcome):
    reading = read(text, lang)
    assert said(reading, reading.split.outcome) == outcome


@pytest.mark.parametrize(("lang", "text", "audience"), [
    ("fr", "Communauté réservée aux contrôleurs de gestion pour progresser.", "contrôleurs de gestion"),
    ("fr", "Réunir les anesthésistes autour des allergies.", "anesthésistes"),
    ("fr", "Nos échecs commerciaux, racontés.", ""),
    ("en", "A network for chartered surveyors to meet.", "chartered surveyors"),
    ("en", "Letters so that tenants understand them.", ""),
])  # fmt: skip
def test_who_comes_is_told_from_what_is_talked_about(lang, text, audience):
    reading = read(text, lang)
    assert said(reading, sorted(reading.audience)) == audience


def test_words_of_a_trade_in_the_first_clause_are_an_object():
    assert measures("Comparing gearbox claims so that we work better.")["object"] > 0.8
    assert measures("Sharing ideas so that we work better.")["object"] < 0.2


def test_an_outcome_of_several_words_holds_its_own_object():
    assert measures("Avoid double orders between the theatre and the pharmacy.")["object"] > 0.5


def test_words_of_a_trade_in_the_second_clause_are_an_outcome():
    assert measures("Sharing ideas so that the furnace stops leaking molten glass.")["outcome"] > 0.8
    assert measures("Sharing ideas so that we grow together.")["outcome"] < 0.2


def test_a_rare_word_tells_more_than_a_frequent_one():
    rare, frequent = read("the carburettor", "en"), read("the money", "en")
    assert rare.weights[1] > frequent.weights[1] > 0


def test_a_connector_counts_by_how_sure_it_is():
    assert measures("Comparing quotes so that we sign faster.")["connector"] == 1
    assert measures("Trials for fewer leaks.")["connector"] == 0.5
    assert measures("Comparing quotes.")["connector"] == 0


def test_a_limit_a_date_a_number_can_be_checked():
    plain = measures("Comparing ovens so that the bread rises.")
    assert plain["limits"] == plain["hints"] == plain["done"] == 0
    for ending in ("is out before June", "takes 40 minutes"):
        assert measures(f"Comparing ovens so that the bread {ending}.")["limits"] > 0
    assert measures("Comparing ovens so that the bread never burns.")["hints"] > 0
    assert measures("Comparing ovens so that we sell the bread.")["done"] > 0


def test_how_many_people_or_pillars_is_no_check():
    assert measures("Meetings so that our three pillars unite 250 managers.")["limits"] == 0


def test_a_number_of_feelings_or_of_clicks_is_no_result_of_the_work():
    for result in ("pride rises by 40 % before June", "200 posts a month are read by June"):
        reading = read(f"Comparing ovens so that {result}.")
        assert not reading.checks
    assert read("Comparing ovens so that scrap falls by 40 % before June.").checks


def test_what_the_members_become_tells_little():
    become, happens = "to be sharper with ovens", "to bake with cleaner ovens"
    assert measures(f"Comparing loaves {become}.")["outcome"] < measures(f"Comparing loaves {happens}.")["outcome"]


def test_a_result_done_to_what_was_talked_about_counts():
    assert measures("Listing the leaking valves and replacing them.")["outcome"] > 0.3
    assert measures("Lister les vannes qui fuient et les remplacer.", "fr")["outcome"] > 0.3


def test_a_thing_tells_however_frequent_it_is_and_a_value_never():
    assert read("the door", "en").weights[1] == 1
    assert read("the camaraderie", "en").weights[1] == 0
    assert read("l'étoffe", "fr").weights[1] == 0


def test_an_act_done_to_nothing_is_none():
    assert measures("Comparing ovens so that we cut costs.")["done"] == 0
    assert measures("Comparing ovens so that we cut bread.")["done"] > 0


def test_a_comparison_that_a_sentence_begins_with_tells_nothing():
    assert read("Tel un phare qui guide les marins, ce groupe éclaire les tourneurs.", "fr").is_hollow


def test_what__would_fit_any_group_is_vague_unless_what_stands_beside_it_is_precise():
    assert measures("Creating a culture of innovation.")["vague"] > 0.5
    assert read("Supports", "fr").vague == read("Supports de cuisson", "fr").vague == frozenset()
    assert "Plan" in [read("Plan", "fr").words[n].text for n in read("Plan", "fr").vague]
    assert read("Plan de coulage", "fr").vague == frozenset()


def test_ideas_weigh_against_things():
    assert measures("Transversality and responsibility.")["abstract"] > measures("Pumps and seals.")["abstract"]


def test_a_precise_subject_does_not_save_a_hollow_outcome():
    subject = "Comparing gearbox warranty claims and seized bearings"
    assert read(f"{subject} so that we work better together.").score <= 0
    assert read(f"{subject} so that the torque sheets get rewritten.").score > 0


def test_accents_and_capitals_change_nothing():
    with_them = read("Réparer les pannes répétées des étuves pour éviter les arrêts.", "fr")
    without = read("reparer les pannes repetees des etuves pour eviter les arrets.", "fr")
    assert with_them.score == pytest.approx(without.score)


def test_the_published_numbers_are_those_the_sentences_give():
    data = list(fit_purpose.rows())
    intercept, *weights = (round(weight, 2) for weight in fit_purpose.fit(data))
    assert (intercept, weights) == (specificity.INTERCEPT, list(specificity.COEFFICIENTS.values()))


def test_no_sentence_judges_that_was_fitted_on():
    sets = {name: {s["text"] for s in fit_purpose.sentences(name)} for name in
            (*fit_purpose.TIMES, *fit_purpose.JUDGES)}  # fmt: skip
    fitted = set().union(*(sets[name] for name in fit_purpose.TIMES))
    assert not fitted & set().union(*(sets[name] for name in sets if name.startswith("held_out")))


@pytest.mark.parametrize(("text", "many"), [
    ("Pannes, p. ex. les pompes, etc. du hall B.", 1),
    ("Moins de 2.5 mm de jeu; et vite: avant juin.", 1),
    ("One. Two! Three? Four…", 4),
    ("...", 0),
])  # fmt: skip
def test_sentences_end_where_people_end_them(text, many):
    assert len(sentences(clean(text))) == many


@settings(deadline=None)  # the first verdict of a process reads word lists
@given(st.text(max_size=500), st.sampled_from(["fr", "en"]))
def test_every_measure_stays_between_0_and_1_and_its_clauses_within_the_sentence(text, lang):
    reading = read(text, lang)
    assert all(0 <= measure <= 1 for measure in reading.measures.values())
    split = reading.split
    indexes = [*split.object, *split.connector, *split.outcome]
    assert len(indexes) == len(set(indexes))
    assert set(indexes) <= set(range(len(reading.words)))
