"""The store of the embedded CMS: what the public pages and the REST API read and write.

Every call opens a connection of its own, reads one consistent state, and closes it, so a store
may be shared by threads. The SQL stands in `store_posts`, `store_terms`, `store_media` and
`store_users`; several of their functions joined under one `writing()` are one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.localcms import schema, store_media, store_posts, store_terms, store_users
from pipeline.localcms.clock import Clock, utc_now
from pipeline.localcms.records import MediaRecord, PostLink, PostRecord, TermRecord, UserRecord
from pipeline.localcms.slugs import slug_for_query
from pipeline.localcms.store_posts import PostQuery
from pipeline.speech import say


class Store:
    """One blog's database."""

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        self.path = path
        self.clock = clock
        schema.prepare(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the database; posts whose time came are public."""
        with self._connection() as connection:
            store_posts.publish_due(connection, self.clock())
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction of its own: all of it is written, or nothing."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            # Closing takes back what was not committed.
            with closing(schema.connect(self.path)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StorageError(
                say("the blog's database failed: {error}", error=say(str(error))),
                path=str(self.path),
                remedy=say("Check the free space on the disk and the rights to the file"),
            ) from error

    def published(
        self,
        lang: str,
        *,
        page: int = 1,
        per_page: int = 10,
        taxonomy: str | None = None,
        term: int | None = None,
    ) -> tuple[list[PostRecord], int]:
        """One page of the published posts, newest first, and how many there are in all.

        `term` is the id of a term; `taxonomy` alone changes nothing. A page past the end is empty.
        """
        del taxonomy  # A term's id says it already.
        query = PostQuery(
            langs=(lang,),
            terms=() if term is None else ((term,),),
            limit=per_page,
            offset=(page - 1) * per_page,
        )
        with self.reading() as connection:
            return store_posts.find_posts(connection, query)

    def post_by_slug(self, lang: str, slug: str) -> PostRecord | None:
        """The published post of that address; `slug` may be percent-encoded or not."""
        query = PostQuery(langs=(lang,), slugs=(slug_for_query(slug),), limit=1)
        with self.reading() as connection:
            return _first(store_posts.find_posts(connection, query)[0])

    def post(self, post_id: int) -> PostRecord | None:
        """The post of that id, whatever its status."""
        with self.reading() as connection:
            return store_posts.find_post(connection, post_id)

    def twins(self, post: PostRecord) -> list[PostRecord]:
        """The published versions of the post in other languages, by language."""
        others = tuple(twin for lang, twin in post.translations if lang != post.lang)
        if not others:
            return []
        query = PostQuery(include=others, limit=len(others), order_by="lang", descending=False)
        with self.reading() as connection:
            return store_posts.find_posts(connection, query)[0]

    def redirect_for(self, lang: str, old_slug: str) -> PostRecord | None:
        """The published post that the address once had, or that has it in another language."""
        with self.reading() as connection:
            return store_posts.find_moved(connection, lang, slug_for_query(old_slug))

    def all_published(self) -> list[PostLink]:
        """Every published post of every language, newest first, for the sitemap."""
        with self.reading() as connection:
            return store_posts.links(connection)

    def term_by_slug(self, taxonomy: str, lang: str, slug: str) -> TermRecord | None:
        """The term of that address."""
        with self.reading() as connection:
            return store_terms.find_by_slug(connection, taxonomy, lang, slug_for_query(slug))

    def terms(self, ids: Iterable[int]) -> list[TermRecord]:
        """The terms of these ids that are there, by name."""
        with self.reading() as connection:
            return store_terms.find_by_ids(connection, tuple(ids))

    def terms_used(self, taxonomy: str, lang: str) -> list[TermRecord]:
        """The terms of a language that a published post carries, by name."""
        with self.reading() as connection:
            return store_terms.find_used(connection, taxonomy, lang)

    def media(self, media_id: int) -> MediaRecord | None:
        """The uploaded file of that id."""
        with self.reading() as connection:
            return store_media.find_media(connection, media_id)

    def media_by_filename(self, name: str) -> MediaRecord | None:
        """The uploaded file of that name."""
        with self.reading() as connection:
            return store_media.find_by_filename(connection, name)

    def media_bytes(self, media_id: int) -> bytes:
        """The bytes of an uploaded file; none where there is no such file."""
        with self.reading() as connection:
            return store_media.read_bytes(connection, media_id)

    def user(self, user_id: int) -> UserRecord | None:
        """The user of that id, such as a post's author."""
        with self.reading() as connection:
            return store_users.find_user(connection, user_id)


def _first(posts: list[PostRecord]) -> PostRecord | None:
    return posts[0] if posts else None
