"""A network of a given size, written straight into the tables: the same every time for the same sizes."""

import random
from dataclasses import astuple, dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import F, Model
from django.db.models.functions import Abs
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community
from communities.tiles import draw, hue
from posts.contributors import recount
from posts.models import Post, Reply
from posts.texts import rendered

MEMBER_OF = 10
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Size:
    people: int = 1000
    communities: int = 40
    posts: int = 20_000
    replies: int = 100_000


SENTENCES = [
    "The third pump of batch 4417 came back with a drop every two minutes on the motor side.",
    "Faces are clean, the spring is right, the O-ring is new.",
    "I suspect the **flushing hole**, but I would like a second opinion before taking it apart.",
    "We measured `12.5 mm` where the drawing says 9.",
    "The supplier answers within a week, as long as the form is complete.",
    "See https://example.org/px-80 for the curve, page 3.",
    "Seen too on two pumps of the same batch; I kept the seals.",
    "On site the voltage was 380 V and not 400: check it before leaving.",
    "Thanks, that is exactly what I needed for Thursday.",
    "- flatness under 1 µm\n- axial play 0.04 mm\n- water at 62 °C",
]


def texts(count: int, sentences: tuple[int, int]) -> list[tuple[str, str, str, bool]]:
    """(body, html, excerpt, long) of so many texts."""
    chance = random.Random(count)
    made = []
    for _ in range(count):
        body = "\n\n".join(chance.choices(SENTENCES, k=chance.randint(*sentences)))
        text = rendered(body)
        made.append((body, text.html, text.excerpt_html, text.is_long))
    return made


def current() -> Size | None:
    """What the database holds, None when it was not made here, or by an earlier version."""
    if not Person.objects.filter(handle=ADMINISTRATOR).exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('bench_size')")
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute("SELECT people, communities, posts, replies FROM bench_size")
        row = cursor.fetchone()
        return Size(*row) if row else None


def restore() -> None:
    """Forget what an earlier run wrote, so that each begins with the network as it was made."""
    written = Reply.objects.exclude(uid__regex=r"^r[0-9]+$")
    answered = list(written.values_list("post_id", flat=True).distinct())
    written.delete()
    Post.objects.exclude(uid__regex=r"^p[0-9]+$").delete()
    _run(
        "UPDATE posts_post SET reply_count = 0, last_activity_at = created_at, last_activity_by_id = author_id "
        "WHERE id = ANY (%s)",
        [answered],
    )
    _count_replies()
    _run("VACUUM ANALYZE")


def generate(size: Size) -> None:
    """Empty the database, then fill it: people in ten communities each, posts over a year, replies after them."""
    _empty()
    people = [_person(n) for n in range(size.people)]
    Person.objects.bulk_create(people, batch_size=1000)
    communities = [_community(n, size) for n in range(size.communities)]
    Community.objects.bulk_create(communities)
    run = _run
    run(
        "INSERT INTO communities_membership "
        "(community_id, person_id, role, rhythm, joined_at, left_reason, left_words) "
        "SELECT (array(SELECT id FROM communities_community ORDER BY id))[1 + (p.n + k * 7) %% %s], p.id, "
        "'member', 'essential', "
        "now() - CASE WHEN (p.n + k) %% 10 = 0 THEN (3 + p.n %% 85) ELSE 400 END * interval '1 day', '', '' "
        "FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM accounts_person) p, generate_series(0, %s) k "
        "ON CONFLICT DO NOTHING",
        [size.communities, MEMBER_OF - 1],
    )
    run("CREATE TEMP TABLE words (n int, body text, html text, excerpt text, long bool)")
    with connection.cursor() as cursor, cursor.copy("COPY words FROM STDIN") as copy:
        for n, row in enumerate(texts(400, (2, 5))):
            copy.write_row((n, *row))
    run(
        """INSERT INTO posts_post (uid, body, html, excerpt_html, is_long, created_at, version, deleted_reason, kind,
             title, last_activity_at, last_activity_by_id, reply_count, author_id, community_id,
             thanks_count, useful_count, confirm_count, bravo_count)
           SELECT 'p' || i, w.body, w.html, w.excerpt, w.long, at, 1, '',
             CASE i %% 3 WHEN 0 THEN 'question' ELSE 'message' END, 'How did you settle case number ' || i || '?',
             at, m.person_id, 0, m.person_id, m.community_id, i %% 5, i %% 3, 0, i %% 2
           FROM generate_series(1, %s) i
           JOIN words w ON w.n = i %% 400
           JOIN (SELECT person_id, community_id, row_number() OVER (ORDER BY hashint8(id)) n FROM communities_membership
                ) m ON m.n = 1 + i %% %s
           CROSS JOIN LATERAL (SELECT now() - (i::float8 / %s) * interval '365 days' AS at) t""",
        [size.posts, size.people * MEMBER_OF, size.posts],
    )
    run(
        """INSERT INTO posts_reply (uid, body, html, created_at, version, deleted_reason, author_id, post_id,
             thanks_count, useful_count, confirm_count, bravo_count)
           SELECT 'r' || i, w.body, w.html, p.created_at + (1 + i %% 90) * interval '7 minutes', 1, '',
             m.person_id, p.id, i %% 4, 0, 0, 0
           FROM generate_series(1, %s) i
           JOIN words w ON w.n = i %% 400
           JOIN (SELECT id, created_at, row_number() OVER (ORDER BY id) n FROM posts_post) p
             ON p.n = CASE WHEN i %% 10 = 0 THEN 1 + (i / 500) %% %s ELSE 1 + (i * 13) %% %s END
           JOIN (SELECT person_id, row_number() OVER (ORDER BY hashint8(id)) n FROM communities_membership) m
             ON m.n = 1 + (i * 11) %% %s""",
        [size.replies, size.posts, size.posts, size.people * MEMBER_OF],
    )
    _count_replies()
    run(
        """INSERT INTO posts_reading (person_id, post_id, read_until)
           SELECT m.person_id, p.id, p.last_activity_at FROM posts_post p
           JOIN communities_membership m ON m.community_id = p.community_id
           WHERE p.created_at BETWEEN now() - interval '21 days' AND now() - interval '2 days' AND m.id %% 3 = 0
           ON CONFLICT DO NOTHING"""
    )
    _give_lives()
    recount(Community.objects.values_list("pk", flat=True))
    run("CREATE TABLE bench_size (people int, communities int, posts int, replies int)")
    run("INSERT INTO bench_size VALUES (%s, %s, %s, %s)", list(astuple(size)))
    connection.commit()
    run("VACUUM ANALYZE")


def _give_lives() -> None:
    """What the roadmap reads: stages, hosts of today and before, days of visit, answers to the pulse, days off."""
    _run(
        """INSERT INTO communities_stagechange (community_id, stage, at, reason, missing, reopens)
           SELECT id, stage, created_at, '', '{}', false FROM communities_community"""
    )
    # The last two of each community host it; the member whom the pages are asked as does not.
    _run(
        """UPDATE communities_membership m SET role = CASE r.n WHEN 1 THEN 'animator' ELSE 'coanimator' END
           FROM (SELECT id, row_number() OVER (PARTITION BY community_id ORDER BY person_id DESC) n
                 FROM communities_membership) r WHERE r.id = m.id AND r.n <= 2"""
    )
    _run(
        """INSERT INTO communities_formerrole (membership_id, role, until)
           SELECT id, 'member', joined_at + (now() - joined_at) / 2
           FROM communities_membership WHERE role <> 'member'"""
    )
    _run(
        """INSERT INTO pulse_visit (community_id, person_id, day)
           SELECT m.community_id, m.person_id, d.day::date
           FROM communities_membership m
           CROSS JOIN generate_series(current_date - 390, current_date, interval '1 day') AS d(day)
           WHERE d.day >= m.joined_at AND (hashint8(m.id) # hashint4(extract(doy FROM d.day)::int)) & 7 < 2"""
    )
    _run(
        """INSERT INTO pulse_clarityask (community_id, person_id, asked_at, answer, words, answered_at)
           SELECT community_id, person_id, at, CASE id %% 4 WHEN 0 THEN '' WHEN 1 THEN 'no' ELSE 'yes' END, '',
             CASE id %% 4 WHEN 0 THEN NULL ELSE at + interval '1 hour' END
           FROM communities_membership
           CROSS JOIN LATERAL (SELECT now() - (5 + id %% 120) * interval '1 day' AS at) t WHERE role = 'member'"""
    )
    administrator = _person(-1)
    administrator.handle = administrator.uid = ADMINISTRATOR
    administrator.is_staff = True
    administrator.save()
    _run("INSERT INTO pulse_closure (day) SELECT (current_date - 10 * n) FROM generate_series(1, 20) n")


def thread_of(replies: int, member: Person) -> int:
    """The id of a post with about so many replies, where this person is a member: they may answer each."""
    theirs = Post.objects.filter(community__in=Community.objects.of(member))
    return theirs.order_by(Abs(F("reply_count") - replies), "pk").values_list("pk", flat=True)[0]


def _count_replies() -> None:
    _run(
        """UPDATE posts_post p SET reply_count = r.n, last_activity_at = least(r.at, now()), last_activity_by_id = r.who
           FROM (SELECT DISTINCT ON (post_id) post_id, author_id who, created_at at,
                   count(*) OVER (PARTITION BY post_id) n
                 FROM posts_reply ORDER BY post_id, created_at DESC, id DESC) r
           WHERE r.post_id = p.id AND p.reply_count <> r.n"""
    )


def _empty() -> None:
    _run("DROP TABLE IF EXISTS bench_size")
    models: list[type[Model]] = [Person, Community]
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    _run(f"TRUNCATE {names} CASCADE")


def _person(n: int) -> Person:
    person = Person(
        handle=f"person-{n}", uid=f"person-{n}", email=f"person-{n}@example.org", display_name=f"Person Number {n}",
        title="Fitter", location="Thiers", password="!", language="en",
    )  # fmt: skip
    person.derive()
    return person


def _community(n: int, size: Size) -> Community:
    slug = f"community-{n}"
    return Community(
        slug=slug, uid=slug, name=f"Community {n}", hue=hue(slug), tile=draw(slug), stage=_stage(n),
        created_at=now() - timedelta(days=400),
        purpose=f"Share every field report on pump number {n} to halve the leaks under warranty.",
        member_count=size.people * MEMBER_OF // size.communities,
    )  # fmt: skip


def _stage(n: int) -> str:
    """Most are open; some of each other stage that members see."""
    return {3: "pilot", 5: "thriving", 7: "needs_help"}.get(n % 13, "open")


def _run(sql: str, parameters: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or ())
