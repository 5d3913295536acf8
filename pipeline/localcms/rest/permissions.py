"""Who may do what: WordPress's roles, with the capabilities that this API asks for."""

from __future__ import annotations

from pipeline.localcms.records import PostRecord, UserRecord

_AUTHOR = (
    "read edit_posts edit_published_posts publish_posts delete_posts delete_published_posts"
    " upload_files"
).split()
_EDITOR = (
    "edit_others_posts edit_private_posts read_private_posts delete_others_posts"
    " delete_private_posts manage_categories unfiltered_html moderate_comments manage_links"
    " edit_pages edit_others_pages edit_published_pages edit_private_pages publish_pages"
    " read_private_pages delete_pages delete_others_pages delete_published_pages"
    " delete_private_pages"
).split()
_ADMINISTRATOR = "manage_options list_users edit_users create_users export import".split()

_ROLES = {
    "author": frozenset([*_AUTHOR]),
    "editor": frozenset([*_AUTHOR, *_EDITOR]),
    "administrator": frozenset([*_AUTHOR, *_EDITOR, *_ADMINISTRATOR]),
}
_PUBLIC = frozenset({"publish"})


def can(user: UserRecord | None, capability: str) -> bool:
    """Whether the user's role has the capability; nobody has none."""
    return user is not None and capability in _ROLES[user.role]


def capabilities(user: UserRecord) -> dict[str, bool]:
    """All that the user may do, the role's name among it, as WordPress lists it."""
    return dict.fromkeys([*sorted(_ROLES[user.role]), user.role], True)


def may_edit(user: UserRecord | None, post: PostRecord) -> bool:
    """Whether the user may change the post: his own, or anybody's as an editor."""
    return _owns(user, post, "edit_posts") or can(user, "edit_others_posts")


def may_delete(user: UserRecord | None, post: PostRecord) -> bool:
    """Whether the user may delete the post."""
    return _owns(user, post, "delete_posts") or can(user, "delete_others_posts")


def may_read(user: UserRecord | None, post: PostRecord) -> bool:
    """Whether the user may see the post."""
    return post.status in _PUBLIC or may_edit(user, post)


def _owns(user: UserRecord | None, post: PostRecord, capability: str) -> bool:
    return user is not None and user.id == post.author and can(user, capability)
