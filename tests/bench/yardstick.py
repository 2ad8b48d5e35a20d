"""The lab page: what home shows, tuned by hand. Three statements, nothing between SQL and one flat template.

It has the same posts, the same elements and about the same weight as home; no rights, no languages, no middleware.
It is what the same page costs at least, measured in the same run.
"""

import threading
from http.cookies import SimpleCookie

import psycopg
from django.db import connection
from django.template import loader

from communities.tiles import art
from posts.feed import PAGE

PERSON = """
    SELECT p.id, p.display_name, c.id, c.slug, c.name, c.purpose, c.hue, c.tile
    FROM django_session s, accounts_person p JOIN communities_membership m ON m.person_id = p.id AND m.left_at IS NULL
    JOIN communities_community c ON c.id = m.community_id
    WHERE s.session_key = %s AND s.expire_date > now() AND p.id = %s ORDER BY lower(c.name)
"""
FEED = """
    SELECT p.id, p.title, p.excerpt_html, p.created_at, p.reply_count, p.thanks_count, p.useful_count, p.confirm_count,
      p.bravo_count, a.display_name, a.handle, a.title, c.name, c.slug, c.purpose, c.hue, c.id,
      r.read_until >= p.last_activity_at AS is_read
    FROM unnest(%s::bigint[]) AS mine(id) CROSS JOIN LATERAL (
      SELECT * FROM posts_post WHERE community_id = mine.id AND deleted_at IS NULL
      ORDER BY last_activity_at DESC, id DESC LIMIT %s) p
    JOIN accounts_person a ON a.id = p.author_id JOIN communities_community c ON c.id = p.community_id
    LEFT JOIN posts_reading r ON r.post_id = p.id AND r.person_id = %s
    ORDER BY p.last_activity_at DESC, p.id DESC LIMIT %s
"""
REPLIES = """
    SELECT t.post_id, t.id, left(t.html, 220), t.created_at, a.display_name, a.handle
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
    mine = database.execute(PERSON, [cookie["session"].value, int(cookie["person"].value)]).fetchall()
    person, name, *_ = mine[0]
    places = [(*row[2:], art(row[7])) for row in mine]
    rows = database.execute(FEED, [[place[0] for place in places], PAGE, person, PAGE]).fetchall()
    replies: dict[int, list[tuple]] = {}
    for row in database.execute(REPLIES, [[row[0] for row in rows]]):
        replies.setdefault(row[0], []).append(row)
    cards = [(*row, replies.get(row[0], ())) for row in rows]
    context = {"name": name, "places": places, "cards": cards, "token": "t" * 64}
    body = loader.render_to_string("yardstick.html", context).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
