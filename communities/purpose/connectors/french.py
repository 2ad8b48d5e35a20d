"""French: "afin de", "pour que", "pour" and a verb."""

from collections.abc import Sequence

from communities.purpose.connectors import NOTHING, Strength, first, key
from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.text import Word

_STRONG = (
    "afin de", "afin d", "afin que", "afin qu", "pour que", "pour qu", "de facon a", "de maniere a",
    "de facon que", "de maniere que", "de sorte que", "de sorte qu", "si bien que", "si bien qu",
    "faire en sorte que", "faire en sorte qu", "faire en sorte de", "en vue de", "en vue d", "dans le but de",
    "dans le but d", "dans l objectif de", "dans l objectif d", "avec pour objectif de",
    "avec pour objectif qu", "avec pour objectif que", "avec pour but de",
    "dans l espoir de", "dans l espoir que", "dans l espoir qu", "comme ca", "du coup",
    "histoire de", "histoire que", "histoire qu",
    "jusqu a ce que", "jusqu a ce qu",
)  # fmt: skip
_PLAIN = (
    "a pour but de", "a pour but d", "a pour objectif de", "a pour objectif d", "a pour mission de",
    "qui permet de", "qui permet d", "qui permettra de", "qui aide a", "qui sert a", "permettant de",
    "permettant d", "leur permettant de", "leur permettant d", "avant que", "avant qu",
    "de quoi", "ce qui evite", "ce qui permet", "au cas ou", "le jour ou",
)  # fmt: skip
# What may stand between "pour" and its verb.
_BETWEEN = frozenset(
    "ne n pas plus mieux moins bien jamais rien en y leur lui se s me m nous vous les le la l tous tout toutes "
    "toujours enfin ensuite aussi encore ensemble vite vraiment davantage collectivement a terme".split()
)
_QUANTITY = frozenset("moins zero davantage plus aucun aucune".split())
# Nouns that end like infinitives.
_NOUNS = frozenset(
    """
atelier metier dossier chantier quartier cadre centre maire notre votre autre leur dernier premier calendrier papier
courrier fichier courtier hier fer mer hiver ver enfer hotelier hospitalier ouvrier conseiller financier particulier
titre nombre ordre membre chambre lettre offre registre theatre filtre metre litre livre octobre novembre decembre
septembre ministre arbre sucre verre guerre terre pierre affaire salaire stagiaire inventaire horaire partenaire
annuaire formulaire commentaire secretaire propre sombre libre avenir plaisir loisir soir espoir histoire memoire
laboratoire territoire mobilier escalier immobilier palier panier entre contre outre cuir cancer hamster janvier
fevrier
""".split()
)


def connector(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[Strength, int]:
    if length := first(words, index, _STRONG):
        return Strength.STRONG, length
    if length := first(words, index, _PLAIN):
        return Strength.PLAIN, length
    here, after = words[index].key, key(words, index + 1)
    if here == "jusqu" and after == "a" and is_infinitive(key(words, index + 2)):
        return Strength.PLAIN, 2
    if here == "pour":
        return _pour(words, index, lexicon)
    if here == "ainsi" and after not in ("que", "qu", "de", ""):
        return Strength.WEAK, 1
    if here == "et" and is_infinitive(after) and stem(after, "fr") in lexicon.result:
        return Strength.WEAK, 1
    return NOTHING


def _pour(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[Strength, int]:
    """ "Pour préparer", "pour ne plus jamais oublier", "pour moins de retards"; not "pour les commerciaux"."""
    after, place = key(words, index + 1), index + 1
    while key(words, place) in _BETWEEN or (len(key(words, place)) > 6 and key(words, place).endswith("ment")):
        place += 1
    if is_infinitive(key(words, place)):
        return Strength.PLAIN, 1
    if after in _QUANTITY and place < len(words):
        return Strength.PLAIN, 1
    if after in ("une", "un", "des") and singular(key(words, index + 2), "fr") not in lexicon.people:
        return Strength.WEAK, 1
    return NOTHING


# Few verbs end like "reliure", "formulaire", "mémoire", "lumière"; many nouns do.
_LIKE_NOUNS = ("ure", "aire", "oire", "iere", "ere")
_VERBS = frozenset(
    "faire refaire defaire taire plaire satisfaire extraire distraire soustraire traire boire croire conclure exclure "
    "inclure".split()
)


def is_infinitive(word: str) -> bool:
    if word.endswith(_LIKE_NOUNS):
        return word in _VERBS
    return len(word) > 3 and word.endswith(("er", "ir", "re")) and word not in _NOUNS
