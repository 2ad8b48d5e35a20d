"""English."""

STOP = """
a about above across after again against ago all almost along already also although always am among amongst an and
another any anybody anyone are around as at away back be because been before behind being below between both but by
can cannot could did do does doing don done down during each either else enough ever every everybody everyone few for
from further get gets getting go goes going gone got had has have having he her here hers him his how i if in into is
isn it its itself just keep keeps kept least less let lets like ll may me might mine more most much must my near
nearly neither never next no nobody none nor not nothing now of off often on once one only onto or other others
otherwise our ours ourselves out over own per perhaps put rather re really same see seem several shall she should
since so some somebody someone something still such than that the their theirs them themselves then there these they
thing things this those though through throughout to together too toward towards under until unto up upon us used ve
very via was way ways we well were what whatever when where wherever whether which while who whole whom whose why will
with within without would yes yet you your yours etc e g d m
"""

LIGHT = """
brought made took gave kept found knew felt thought told said came went became began saw meant led held be have do
make get go come take give keep put let see say tell know find use want need try seek aim help allow enable support
assist ensure improve enhance facilitate foster promote encourage develop strengthen boost stimulate drive enrich
deepen broaden increase raise grow maximise maximize optimise optimize streamline accelerate advance progress
modernise modernize share exchange communicate collaborate cooperate coordinate connect discuss talk chat debate
interact meet gather bring unite join link bridge network engage involve motivate inspire inform spread circulate
disseminate relay learn understand discover explore reflect think imagine innovate create build shape establish set
lead manage run organise organize structure harmonise harmonize standardise standardize align pool leverage capitalise
capitalize simplify contribute participate work function exist live thrive succeed become change transform adapt
evolve anticipate benefit profit provide offer deliver serve access achieve reach attain fulfil address tackle handle
deal cover embed embrace nurture cultivate maintain sustain retain continue stay remain belong feel value appreciate
celebrate recognise recognize listen respect trust act move start begin happen look empower unlock harness champion
showcase highlight reinforce consolidate solidify cement deploy roll scale expand widen multiply interchange converse
confer consult brainstorm socialise socialize mingle reconnect bond reassure comfort praise thank congratulate reward
dare dream spark ignite shine flourish blossom bloom resonate energise energize uplift elevate reinvent rethink
reimagine cheer love like gossip chatter weave forge craft unleash release daring fail exclude matter attract impress
delight affirm anchor defend represent enjoy welcome reserve dedicate devote open intend
"""

GENERIC = """
thing way kind type sort case point level area field domain topic subject theme matter issue problem question
challenge opportunity priority objective goal aim purpose mission ambition vision strategy strategic policy plan
project programme program approach method methodology process procedure action activity initiative operation effort
task work job role function position profession career skill competence competency capability knowledge knowhow
expertise experience talent potential strength asset resource tool solution answer idea thought thinking thoughts
reflection insight opinion view perspective advice tip trick practice practices feedback learning learnings lesson
information info data document content message news update announcement trend event communication conversation
discussion dialogue debate exchange sharing contact relation relationship connection interaction meeting collaboration
cooperation coordination teamwork cohesion alignment solidarity support help guidance trust respect transparency
openness honesty confidence sense meaning value values culture spirit identity belonging feeling pride engagement
involvement commitment motivation participation contribution responsibility accountability ownership autonomy
creativity innovation improvement progress development growth evolution transformation change transition momentum
energy force power life living day daily everyday time moment tomorrow today present past world environment context
framework situation market sector industry economy business company organisation organization group structure
institution firm corporate headquarters office branch subsidiary department service unit division team site region
territory country national international worldwide global general local internal external common shared collective
mutual joint cross functional interdisciplinary individual personal human social professional digital technology
technological technical efficiency efficient effective effectiveness efficiently effectively performance productivity
productive competitiveness competitive profitability quality satisfaction success successful result outcome impact
benefit advantage gain visibility image reputation brand reference reactivity responsiveness speed flexibility best
better good great strong high higher big bigger large small new latest current recent important essential key main
major useful relevant interesting different various diverse varied rich free easy simple quick fast smooth smoothly
clear real true genuine possible necessary sustainable sustainability responsible innovative modern positive active
constant continuous permanent regular excellent lively friendly pleasant warm open inclusive safe special full
complete overall entire smart wise partnership partner stakeholder interest need expectation demand concern difficulty
desire passion pleasure fun happiness wellbeing balance fulfilment health habit use usage access adoption part heart
core basis foundation pillar lever axis path road journey step horizon long short term end total totality maximum
minimum number lot majority diversity inclusion equality equity equal ethic ethics harmony unity proximity distance
governance leadership management managerial organisational organizational training network networking platform space
place forum home hub channel community website joy laughter smile mood atmosphere friendship friend kindness empathy
stress loneliness doubt fear courage boldness bold brave optimism enthusiasm emotion soul serenity serene calmness
joyful cheerful dream magic adventure spark flame inspiration inspiring curiosity wonder possibility imagination tribe
family generation bridge gap bond comfort zone barrier voice story tapestry fabric posture coach coaching mentoring
attitude charisma delegation roadmap milestone indicator kpi target trajectory footprint scope perimeter model turning
revolution battle race competition victory excellence artificial intelligence ai cloud machine onboarding integration
retention attraction employer choice lens heritage wealth treasure richness seminar webinar convention summit coffee
lunch gathering endless limitless unique exceptional remarkable ambitious superior outstanding amazing awesome
beautiful perfect ideal care presence closeness isolation viewpoint standpoint outlook stance belief conviction
principle essence fundamental basics analysis analyses narrative interplay togetherness eagerness willingness
readiness awareness consciousness mindfulness understanding comprehension appreciation recognition gratitude
dedication devotion loyalty determination perseverance aspiration prestige appeal attractiveness stewardship wisdom
foresight mastery entity hierarchy location colleague official newsletter magazine media blog monthly weekly yearly
annual ongoing broad deep vast enormous huge countless numerous several holistic fresh exciting thrilling engaging
stimulating rewarding fulfilling enriching meaningful thoughtful readily willingly gladly warmly proudly passionately
confidently successfully genuinely seamlessly continually easily freely quickly simply openly mutually actively fully
truly closely regularly constantly continuously highly more wider closer deeper broader greater further happy happier
proud
"""

BUZZ = """
synergy agile agility excellence silo ecosystem leverage unlock empower empowerment holistic disruptive disruption
mindset paradigm proactive centricity centric impactful vibrant meaningful actionable seamless seamlessly scalable
robust dynamic passionate visionary catalyst catalyse catalyze supercharge turbocharge resilience resilient
storytelling
"""

# Colleagues in general: said of anybody.
INSIDERS = """
people person staff employee colleague coworker worker member participant user personnel workforce crew team manager
leader chief director executive officer supervisor boss deputy delegate representative ambassador actor partner
contact woman women man men everybody audience youngster newcomer joiner professional practitioner enthusiast
volunteer expert specialist alumni
"""

# Those one works for: who they are says something.
OUTSIDERS = """
client customer patient tenant resident citizen visitor guest parent family child children pupil supplier passenger
tourist traveller applicant owner neighbour subscriber donor beneficiary consumer reader shopper student taxpayer
pensioner
"""

# Trades.
PEOPLE = """
assistant champion salesperson seller buyer purchaser nurse doctor physician surgeon midwife carer caregiver clinician
pharmacist physiotherapist therapist psychologist psychiatrist radiographer radiologist anaesthetist technician
engineer developer programmer architect researcher scientist consultant adviser advisor trainer teacher professor
lecturer intern trainee apprentice tutor mentor starter graduate accountant controller auditor treasurer lawyer
solicitor secretary clerk administrator coordinator operator driver courier welder mechanic electrician plumber
gardener cook chef cashier receptionist farmer designer writer editor journalist marketer recruiter surveyor planner
analyst inspector guard librarian franchisee forester hydrologist botanist topographer cartographer osteopath
podiatrist dentist vet veterinarian baker butcher carpenter roofer mason painter joiner locksmith firefighter
policeman pilot steward geologist biologist chemist physicist statistician economist translator interpreter archivist
educator caretaker porter paramedic attendant
"""

PLACE = """
community group network space place forum club circle corner channel hub room page platform site home shop
"""

DEPARTMENT = """
payroll recruitment hiring sales marketing finance accounting hr legal compliance it procurement purchasing logistics
operations production quality safety security maintenance support engineering research communication communications
facilities administration admin strategy supply chain human resources customer service data digital export
"""

RESULT = """
anticipate forestall reduce cut lower decrease limit avoid prevent stop remove eliminate end fix repair replace solve
resolve correct halve double triple save shorten finish complete close sign sell buy hire recruit choose pick decide
settle negotiate renegotiate win publish write rewrite redo rebuild reopen launch test try equip install refund pay
bill invoice recover detect spot catch track sort rank clear ship drop pass clean shut count restart start protect
secure bring waste lose forget repeat miss break delay retire reuse label update reset
"""

CHECKABLE = """
no none nobody never without before under below fewer less within first once twice every each half again until instead
only same always already still hour hours day days week weeks month months minute minutes quarter percent late early
time times zero next least stop stops nothing right wrong ready
"""

# Those of them that say when, or how much.
LIMIT = """
before within under below half twice once hour hours day days week weeks month months minute minutes quarter
percent late early zero
"""

DATES = """
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays spring summer autumn
fall winter christmas easter quarter semester term weekend
"""

NUMBERS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty
sixty hundred thousand million half double triple quarter zero first second third
"""

TOOL = """
network intranet platform sharepoint slack yammer workplace
"""

THINGS = "wine wines"

# "Dedicated to…", "related to…": what follows is no outcome.
RESERVED = "reserved open dedicated devoted related limited restricted intended"
