"""French."""

STOP = """
a ai aie ait ainsi alors apres as assez au aucun aucune aujourd hui auquel aussi autour autre autres aux avait avant
avec avez avoir avons bien c ca car ce ceci cela celle celles celui cependant certain certaine certaines certains ces
cet cette ceux chacun chacune chaque chez ci comme comment contre d dans de dehors deja depuis derriere des desormais
dessous dessus devant doit doivent donc dont du durant elle elles en encore enfin ensuite entre envers es est et
etaient etait etant ete etes etre eu eux fut grace hors ici il ils j jamais je jusqu jusque l la laquelle le lequel
les lesquelles lesquels leur leurs loin lors lorsque lui m ma mais malgre me meme memes mes mieux moi moins mon n ne
ni nos notre nous on ont or ou par parce parfois parmi partout pas pendant peu peut peuvent plus plusieurs plutot pour
pourquoi pres presque puis puisque qu quand que quel quelle quelles quels quelqu quelque quelques qui quoi quoique
rien s sa sans sauf se selon sera seront ses seul seule seulement si sien sinon soi soient sois soit sommes son sont
sous souvent suis sur t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes tres trop
tu un une vers via voici voila vos votre vous vu y afin dès lorsqu puisqu etc ex p faut
"""

LIGHT = """
prenne prennent prend prennent mette mettent met tienne tiennent tient vienne viennent vient fasse fassent fait font
puisse puissent peut peuvent sache sachent sait savent veuille veut veulent aille aillent va vont voie voient voit
dise dit disent connaisse connaissent connait devienne devient deviennent permette permet permettent serve sert
servent comprenne comprennent comprend apprenne apprennent apprend obtienne obtient recoive recoit recoivent offre
offrent decouvre decouvrent grandisse grandissent grandit reussisse reussissent reussit suive suivent suit vive vivent
vit croie croit croient parte partent sente maintienne maintient contribue profite enrichisse enrichit nourrisse être
avoir faire aller mettre pouvoir vouloir devoir savoir venir voir dire donner prendre tenir rendre trouver passer
rester laisser permettre aider servir viser chercher essayer souhaiter désirer entendre améliorer favoriser faciliter
développer renforcer promouvoir encourager stimuler dynamiser impulser susciter animer nourrir alimenter enrichir
approfondir élargir étendre accroître augmenter maximiser optimiser rationaliser moderniser accélérer accompagner
soutenir appuyer épauler assurer garantir contribuer participer concourir œuvrer agir réussir partager échanger
communiquer collaborer coopérer coordonner dialoguer discuter débattre parler converser exprimer interagir rencontrer
retrouver réunir rassembler regrouper rapprocher relier connecter unir fédérer mobiliser impliquer engager embarquer
motiver inspirer sensibiliser informer diffuser transmettre circuler relayer valoriser apprendre connaître comprendre
découvrir explorer réfléchir penser imaginer inventer innover créer construire bâtir élaborer concevoir coconstruire
forger instaurer établir installer mener conduire porter piloter gérer organiser structurer harmoniser uniformiser
aligner mutualiser capitaliser centraliser fluidifier simplifier alléger progresser avancer évoluer grandir grossir
croître monter gagner atteindre relever affronter répondre satisfaire travailler fonctionner exister vivre demeurer
devenir transformer changer adapter anticiper profiter bénéficier apporter offrir proposer fournir obtenir recevoir
accéder utiliser employer user sentir ressentir reconnaître écouter apprécier entraider respecter consolider cimenter
déployer généraliser multiplier essaimer concerter consulter sociabiliser réseauter renouer fraterniser réconforter
complimenter récompenser gratifier oser tenter dépasser réenchanter rêver briller révéler libérer tisser sublimer
aimer adorer amuser papoter bavarder élever émerger décupler croiser réconcilier rassurer apaiser célébrer fêter
saluer remercier féliciter affirmer ancrer défendre représenter fidéliser attirer séduire cultiver entretenir
maintenir conserver garder poursuivre continuer pérenniser poser aborder traiter évoquer concerner toucher lier
intéresser suivre rejoindre appartenir adhérer incarner refléter témoigner illustrer tendre
"""

GENERIC = """
chose fait façon manière moyen sorte type genre cas point niveau domaine sujet thème thématique question problème
problématique enjeu défi priorité objectif but mission finalité ambition vision stratégie stratégique politique plan
projet démarche approche méthode méthodologie méthodologique processus process procédure action activité initiative
opération effort œuvre tâche travail emploi poste fonction rôle métier profession carrière compétence savoir savoirs
connaissance expérience expertise talent potentiel atout ressource outil solution réponse idée réflexion pensée avis
opinion conseil astuce pratique bonne retour information info infos donnée document contenu message actualité nouvelle
nouveauté tendance veille communication échange partage discussion dialogue débat conversation parole expression
écoute contact relation lien interaction rencontre réunion rendez collaboration coopération coordination concertation
cohésion convivialité solidarité entraide soutien aide accompagnement confiance respect transparence bienveillance
empathie sens valeur valeurs culture esprit identité appartenance sentiment fierté fier engagement implication
motivation adhésion participation contribution responsabilité responsabilisation autonomie créativité innovation
amélioration progrès progression développement croissance évolution transformation changement mutation transition
dynamique élan énergie force vie vivant quotidien jour journée temps moment instant avenir demain présent monde
univers environnement contexte cadre situation marché secteur économie économique entreprise société organisation
groupe structure établissement maison institution boite siège filiale direction service département pôle division
unité équipe site région territoire national international mondial global globale général local locale interne externe
commun commune collectif collective collectivement ensemble mutuel mutuelle réciproque transverse transversal
transversalité transversale pluridisciplinaire interservices individuel personnel humain humaine social sociale
professionnel professionnelle numérique digital digitale technologie technologique technique efficacité efficace
efficient efficience performance performant productivité productif compétitivité compétitif rentabilité qualité
satisfaction réussite résultat impact bénéfice avantage opportunité attractivité visibilité rayonnement image
réputation notoriété marque référence réactivité rapidité flexibilité souplesse fluidité fluide bien mieux meilleur
meilleure bon beau grand grande petit petite nouveau nouvelles important importante essentiel utile pertinent
intéressant différent différente divers diverse varié riche fort forte libre ouvert ouverte simple facile difficile
rapide clair réel véritable vrai possible nécessaire concret durable responsable innovant innovante moderne positif
positive actif active constant continu continue permanent régulier excellent favorable convivial convivialement
bienveillant sympathique agréable enrichissant privilégié collaboratif collaborative participatif participative
coopératif partenariat partenaire partie prenante intérêt besoin attente demande préoccupation difficulté envie
passion plaisir bonheur bienêtre équilibre épanouissement sérénité sereinement santé réflexe habitude usage
utilisation accès adoption mise place part cœur tour vue égard titre terme base fondation pilier levier axe piste voie
chemin route étape parcours horizon long court total totalité maximum minimum nombre nombreux plupart majorité
diversité mixité inclusion égalité équité éthique rse harmonie union proximité distance fonctionnement organisationnel
managérial management gouvernance leadership entreprenarial entrepreneurial apprenant apprentissage formation montée
réseautage réseau exemplarité exemple référentiel norme normes présence proche croyance conviction principe
fondamental essence analyse récit discours conscience compréhension reconnaissance gratitude fidélité loyauté
dévouement détermination persévérance aspiration prestige sagesse clairvoyance maîtrise maîtriser entité hiérarchie
génération curiosité disponibilité newsletter magazine média blog mensuel hebdomadaire annuel trimestriel quotidienne
vaste immense énorme innombrable multiple multiples frais passionnant stimulant motivant gratifiant valorisant porteur
porteuse constructif constructive fécond volontiers chaleureux chaleureusement fièrement passionnément continuellement
harmonieusement joie rire sourire humeur ambiance détente amitié camaraderie fraternité stress isolement doute peur
courage audace optimisme enthousiasme émotion âme apaisé serein joyeux heureux zen rêve magie aventure étincelle
flamme souffle inspiration émulation merveilleux tribu famille passerelle pont unis uni rassemblement posture coach
coaching leader encadrement charisme délégation feedback feuille cap trajectoire jalon indicateur clé tableau bord
périmètre filière positionnement modèle roadmap tournant virage révolution bataille course compétition champion
victoire intelligence artificielle ia data cloud algorithme onboarding intégration fidélisation voix tribune regard
prisme transmission fertilisation croisé croisée richesse trésor séminaire webinaire événement convention sommet
évènement café causerie terrain irritant remontée ressenti vécu formidable unique exceptionnel remarquable ambitieux
résolument véritablement pleinement fructueux fructueuse meilleurs efficacement librement facilement rapidement
simplement mutuellement durablement davantage beaucoup concrètement directement réellement quotidiennement plateforme
espace lieu endroit forum
"""

BUZZ = """
synergie agilité agile excellence fédérer booster décloisonner décloisonnement silo silos écosystème disruptif
disruption disruptive holistique leverage empowerment empower mindset engagement rayonner rayonnement transversalité
digitalisation coconstruire intrapreneuriat intrapreneur résilience résilient bienveillance collaboratif proactif
proactivité vertueux vertueuse inspirant inspirante impactant impactante différenciant visionnaire catalyseur
catalyser réinventer sublimer galvaniser insuffler incarner
"""

# Colleagues in general: said of anybody.
INSIDERS = """
gens personnel collaborateur collaboratrice collègue salarié salariée employé agent membre participant adhérent
utilisateur équipe équipier manager manageur dirigeant cadre chef cheffe responsable directeur directrice adjoint
référent référente correspondant correspondante relais ambassadeur ambassadrice acteur actrice interlocuteur femme
homme jeune talent expert experte spécialiste passionné passionnée amateur volontaire porteur arrivant public expatrié
encadrant
"""

# Those one works for: who they are says something.
OUTSIDERS = """
client cliente patient patiente locataire habitant citoyen usager voyageur passager touriste visiteur élève enfant
parent famille fournisseur candidat candidate résident résidente propriétaire copropriétaire riverain abonné assuré
donateur bénéficiaire consommateur lecteur acheteur public contribuable élu maire étudiant
"""

# Trades.
PEOPLE = """
assistant assistante partenaire commercial commerciale commerciaux vendeur vendeuse acheteuse infirmier infirmière
soignant soignante médecin docteur interne puéricultrice pharmacien kinésithérapeute ergothérapeute psychologue
psychiatre chirurgien anesthésiste réanimateur radiologue biologiste technicien technicienne ingénieur ingénieure
développeur développeuse informaticien architecte chercheur chercheuse scientifique consultant conseiller conseillère
formateur formatrice enseignant professeur stagiaire alternant apprenti apprentie tuteur tutrice mentor ancien sociaux
comptable contrôleur contrôleuse auditeur trésorier juriste avocat notaire secrétaire gestionnaire chargé chargée
ouvrier opérateur opératrice cariste magasinier chauffeur conducteur livreur soudeur mécanicien électricien plombier
jardinier cuisinier caissier caissière hôte hôtesse agriculteur curieux bénévole coordinateur coordinatrice animateur
animatrice rédacteur journaliste graphiste designer communicant recruteur syndicaliste délégué représentant
télétravailleur senior junior franchisé franchisée foresterie géomètre topographe ostéopathe podologue dentiste
orthophoniste vétérinaire boulanger boucher charpentier couvreur maçon peintre menuisier chaudronnier serrurier
guichetier postier éclusier pompier policier gendarme pilote steward géologue chimiste physicien mathématicien
statisticien économiste traducteur interprète bibliothécaire archiviste documentaliste éducateur éducatrice nourrice
maternelle ambulancier brancardier aide auxiliaire
"""

PLACE = """
communauté groupe réseau espace lieu endroit forum club cercle coin canal fil page plateforme collectif comité atelier
salon site
"""

DEPARTMENT = """
achat achats approvisionnement commerce commercial communication comptabilité finance finances financier informatique
dsi si it juridique logistique maintenance marketing méthodes production qualité hygiène sécurité environnement rh
ressources humaines paie recherche innovation sav support vente ventes immobilier administratif administration
direction générale siège qse qhse hse data digital numérique stratégie export
"""

RESULT = """
anticiper réduire diminuer baisser limiter éviter prévenir empêcher supprimer éliminer arrêter cesser stopper corriger
réparer remplacer résoudre diviser doubler tripler économiser épargner raccourcir écourter accélérer livrer finir
terminer achever clôturer boucler signer vendre acheter recruter embaucher choisir décider trancher négocier obtenir
décrocher publier rédiger écrire refaire revoir rendre fermer ouvrir rouvrir lancer tester essayer équiper installer
brancher rembourser payer facturer encaisser rattraper récupérer détecter repérer traquer classer trier ranger fixer
caler régler mesurer chiffrer calculer démarrer redémarrer protéger sécuriser descendre ramener passer vider remplir
jeter bannir rater perdre oublier recommencer gaspiller
"""

CHECKABLE = """
aucun aucune moins plus jamais personne rien sans avant delai premier premiere chaque moitie tiers quart fois seul
seule meme zero sous dessous encore deja ici heure heures jour jours semaine semaines mois minute minutes trimestre
pourcent tot tard vite temps retard erreur erreurs depuis apres lors prochain prochaine prochains prochaines suivant
suivante bon bonne bons bonnes coup
"""

# Those of them that say when, or how much.
LIMIT = """
avant sous dessous moitie tiers quart fois zero heure heures jour jours semaine semaines mois minute minutes trimestre
delai retard erreur erreurs tot tard
"""

DATES = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
vendredi samedi dimanche printemps ete automne hiver noel paques rentree toussaint trimestre semestre
"""

NUMBERS = """
deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
soixante cent cents mille moitie tiers quart double triple zero premier premiere
"""

TOOL = """
réseau rse intranet plateforme sharepoint slack yammer workplace messagerie
"""

# Things whose stem is that of a vague verb.
THINGS = "offre offres"

# "Reserved for…", "open to…": who may come follows.
RESERVED = "reserve reservee reserves reservees ouvert ouverte destine destinee dedie dediee consacre consacree"
