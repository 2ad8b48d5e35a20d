"""Words that invite nobody in particular: refused where an invitation is written (domain: onboarding)."""

import re

from django.utils.translation import gettext as _

from core.names import fold

_WORDS = re.compile(r"[^\W_]+")
# As folded words, between single spaces.
_ADDED = (
    "vous avez ete ajoute", "vous avez ete ajoutee", "vous avez ete ajoutes", "vous avez ete inscrit",
    "vous avez ete inscrite", "vous etes desormais membre", "vous etes maintenant membre",
    "vous faites desormais partie", "t avons ajoute", "vous avons ajoute", "you have been added", "you were added",
    "you ve been added", "you are now a member", "you have been enrolled", "we added you", "we have added you",
)  # fmt: skip
_EVERYBODY = (
    "toute l entreprise", "toute la societe", "tous les salaries", "tous les employes", "tous les collaborateurs",
    "toutes les collaboratrices", "l ensemble des collaborateurs", "l ensemble des salaries", "l ensemble du personnel",
    "tout le personnel", "the whole company", "the entire company", "all employees", "all staff", "all colleagues",
    "everyone in the company", "everybody in the company",
)  # fmt: skip
_NOBODY = {
    "all", "all staff", "everybody", "everyone", "tous", "toutes", "tout le monde", "toutlemonde", "entreprise",
    "company", "toute entreprise", "personnel", "staff", "collaborateurs", "salaries", "employes",
}  # fmt: skip


def objection(text: str) -> str:
    """What is wrong with these words; "" for words meant for somebody."""
    words = f" {' '.join(_WORDS.findall(fold(text)))} "
    if any(f" {said} " in words for said in _ADDED):
        return _("Nobody is added: people are asked. Say why this person.")
    if any(f" {said} " in words for said in _EVERYBODY):
        return _("That is meant for everybody. Say what only this person brings.")
    return ""


def names_everybody(recipient: str) -> bool:
    """ "toute l’entreprise", "@tous", "all@…": no person."""
    local = recipient.strip().removeprefix("@").partition("@")[0]
    words = " ".join(_WORDS.findall(fold(local)))
    return words in _NOBODY or any(said in f" {words} " for said in map(" {} ".format, _EVERYBODY))
