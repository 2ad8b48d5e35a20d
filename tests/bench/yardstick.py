"""The lab page: what home shows, tuned by hand. Three statements, no framework between SQL and template.

It knows no rights, no forms, no languages; it is what the same data costs at least, measured in the same run."""

import threading
from http.cookies import SimpleCookie

import psycopg
from django.db import connection
from django.template import loader

from posts.feed import PAGE

PERSON = """
    SELECT p.id, p.display_name, array_agg(m.community_id)
    FROM django_session s, accounts_person p JOIN communities_membership m ON m.person_id = p.id AND m.left_at IS NULL
    WHERE s.session_key = %s AND s.expire_date > now() AND p.id = %s GROUP BY p.id
"""
FEED = """
    SELECT p.id, p.title, p.excerpt_html, p.created_at, p.reply_count, p.thanks_count, p.useful_count, p.confirm_count,
      p.bravo_count, a.display_name, a.handle, a.title, c.name, c.slug, c.purpose, c.hue, p.last_activity_at,
      r.read_until >= p.last_activity_at AS is_read
    FROM unnest(%s::bigint[]) AS mine(id) CROSS JOIN LATERAL (
      SELECT * FROM posts_post WHERE community_id = mine.id AND deleted_at IS NULL
      ORDER BY last_activity_at DESC, id DESC LIMIT %s) p
    JOIN accounts_person a ON a.id = p.author_id JOIN communities_community c ON c.id = p.community_id
    LEFT JOIN posts_reading r ON r.post_id = p.id AND r.person_id = %s
    ORDER BY p.last_activity_at DESC, p.id DESC LIMIT %s
"""
REPLIES = """
    SELECT t.post_id, t.id, t.html, t.created_at, a.display_name, a.handle
    FROM unnest(%s::bigint[]) AS p(id) CROSS JOIN LATERAL (
      SELECT * FROM posts_reply WHERE post_id = p.id AND deleted_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT 2) t JOIN accounts_person a ON a.id = t.author_id ORDER BY t.created_at
"""
_local = threading.local()


def _connection() -> psycopg.Connection:
    if not hasattr(_local, "connection"):
        given = connection.get_connection_params()
        wanted = {name: given[name] for name in ("host", "port", "user", "dbname", "password") if name in given}
        _local.connection = psycopg.connect(**wanted, autocommit=True)
    return _local.connection


def application(environ, start_response):
    cookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    database = _connection()
    person, name, communities = database.execute(
        PERSON, [cookie["session"].value, int(cookie["person"].value)]
    ).fetchone()
    rows = database.execute(FEED, [communities, PAGE, person, PAGE]).fetchall()
    replies: dict[int, list[tuple]] = {}
    for row in database.execute(REPLIES, [[row[0] for row in rows]]):
        replies.setdefault(row[0], []).append(row)
    cards = [(*row, replies.get(row[0], ())) for row in rows]
    body = loader.render_to_string("yardstick.html", {"name": name, "cards": cards}).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
