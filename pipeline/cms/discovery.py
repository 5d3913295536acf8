"""What a site is, where its REST API is, and who we are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from pipeline.cms.addresses import is_same_origin
from pipeline.cms.failures import moved, no_json
from pipeline.cms.replies import Reply
from pipeline.errors import CmsError, CmsRefused, CmsUnreachable
from pipeline.speech import N_, say

Look = Callable[[str], Reply]
"""From an address of the site to what is there."""

_LINK = re.compile(r"<([^>]*)>\s*;[^,]*rel\s*=\s*\"?https://api\.w\.org/\"?")
VERSION = 2
"""Of the fields that Tvilling's plug-in adds."""
_OPEN = "alone"
"""What the plug-in calls a site that has neither Polylang nor WPML, and so any language."""
_NEEDED = {
    "edit_posts": N_("write posts"),
    "publish_posts": N_("publish posts"),
    "edit_others_posts": N_("change the posts of others"),
    "manage_categories": N_("make categories"),
    "upload_files": N_("upload files"),
}


@dataclass(frozen=True, slots=True)
class Me:
    """Who the CMS takes us for."""

    name: str
    roles: tuple[str, ...]
    capabilities: frozenset[str]

    @property
    def is_filtered(self) -> bool:
        """Whether the CMS takes HTML away that it does not trust us with."""
        return "unfiltered_html" not in self.capabilities


@dataclass(frozen=True, slots=True)
class Site:
    """A CMS as it presents itself."""

    name: str
    root: str
    """The address of the REST API, to which a path is added."""
    me: Me
    is_prepared: bool
    """Whether it keeps Tvilling's keys and links languages, so that publishing is safe."""
    has_polylang: bool
    languages: tuple[str, ...]
    """The languages it has, as far as it says so."""
    version: int = VERSION
    """Which version of Tvilling's fields it knows."""
    is_open: bool = False
    """Whether a language that is not among them comes up by being used."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a site cannot be published to, and what to do about it."""

    what: str
    remedy: str


def discover(base_url: str, look: Look) -> Site:
    """The site at that address; raises where there is none, or where we are not let in."""
    root, index = _find_root(base_url, look)
    me = _me(look(f"{root}wp/v2/users/me{_joint(root)}context=edit"), index)
    ours = _mapping(index.get("tvilling"))
    version = ours.get("version")
    namespaces = _texts(index.get("namespaces"))
    return Site(
        name=str(index.get("name") or ""),
        root=root,
        me=me,
        is_prepared=bool(ours),
        has_polylang="pll/v1" in namespaces,
        languages=_texts(ours.get("languages")) or _polylang_languages(root, namespaces, look),
        version=version if isinstance(version, int) else VERSION,
        is_open=ours.get("backend") == _OPEN,
    )


def problems(site: Site, languages: Sequence[str]) -> tuple[Problem, ...]:
    """All that stands in the way of publishing in those languages."""
    return tuple(_problems(site, languages))


def lacks(site: Site) -> Problem | None:
    """What is not as good as it could be, since the site has no plug-in of ours; and the remedy."""
    # The plug-in shows itself to those who may write, so another may just not see it.
    if site.is_prepared or "edit_posts" not in site.me.capabilities:
        return None
    return Problem(
        say(
            "the site lacks Tvilling's plug-in, so this is what you do without: search engines are "
            "not told which pages are twins (no hreflang in the head), lists and feeds mix the "
            "languages, what Tvilling has to know of a post stands as a comment in its source, and "
            "an edit by hand in the same second as a publication may be lost"
        ),
        say("Run: tvilling bridge; it writes the plug-in and says where it belongs"),
    )


def require(site: Site, languages: Sequence[str]) -> None:
    """Nothing; raises `CmsRefused` where something stands in the way of publishing."""
    for problem in _problems(site, languages):
        raise CmsRefused(problem.what, path=site.root, remedy=problem.remedy)


def _problems(site: Site, languages: Sequence[str]) -> Iterator[Problem]:
    missing = [say(words) for name, words in _NEEDED.items() if name not in site.me.capabilities]
    if missing:
        yield Problem(
            say("the user {name} may not {what}", name=site.me.name, what=", ".join(missing)),
            say("Give the user the role of an editor"),
        )
    if site.version != VERSION:
        yield Problem(
            say(
                "the site's plug-in speaks version {theirs}, and we speak {ours}",
                theirs=site.version,
                ours=VERSION,
            ),
            say("Run: tvilling bridge; and put the file in the place of the one on the site")
            if site.version < VERSION
            else say("Install the Tvilling that the plug-in on the site came from"),
        )
    unknown = [lang for lang in languages if site.languages and lang not in site.languages]
    if unknown and not site.is_open:
        yield Problem(
            say("the site does not have the languages {langs}", langs=", ".join(unknown)),
            say("Add them to the site, or take them out of `languages` in the settings"),
        )


def _find_root(base_url: str, look: Look) -> tuple[str, Mapping[str, object]]:
    replies = []
    for root in (urljoin(base_url, "wp-json/"), urljoin(base_url, "?rest_route=/")):
        reply = look(root)
        index = _mapping(reply.json)
        if _is_index(index):
            return root, index
        replies.append(reply)
    home = look(base_url)
    link = _LINK.search(home.headers.get("link", ""))
    if link is not None:
        return _linked_root(urljoin(base_url, link[1]), base_url, look)
    raise _no_root(replies[0])


def _linked_root(root: str, base_url: str, look: Look) -> tuple[str, Mapping[str, object]]:
    if not is_same_origin(root, base_url):
        raise moved(Reply(302, {"location": root}, url=base_url))
    reply = look(root)
    index = _mapping(reply.json)
    if not _is_index(index):
        raise _no_root(reply)
    return root, index


def _is_index(index: Mapping[str, object]) -> bool:
    return "wp/v2" in _texts(index.get("namespaces"))


def _no_root(reply: Reply) -> CmsError:
    code = _mapping(reply.json).get("code")
    if isinstance(code, str):
        return CmsRefused(
            say(
                "the REST API of the site is closed ({status} {code})",
                status=reply.status,
                code=code,
            ),
            path=reply.url,
            remedy=say("Look for a plug-in that switches it off, and let the user in"),
        )
    if reply.status == 200 or reply.json is not None:
        return CmsUnreachable(
            say("there is no WordPress at this address, or its REST API is switched off"),
            path=reply.url,
            remedy=say("Check the address, and look for a plug-in that switches the REST API off"),
        )
    return no_json(reply)


def _me(reply: Reply, index: Mapping[str, object]) -> Me:
    user = _mapping(reply.json)
    if reply.status == 200 and user:
        granted = _mapping(user.get("capabilities"))
        return Me(
            name=str(user.get("name") or user.get("slug") or ""),
            roles=_texts(user.get("roles")),
            capabilities=frozenset(name for name, is_given in granted.items() if is_given),
        )
    if reply.json is None:
        raise no_json(reply)
    raise _not_let_in(reply, index)


def _not_let_in(reply: Reply, index: Mapping[str, object]) -> CmsError:
    code = _mapping(reply.json).get("code")
    if reply.status not in (401, 403):
        return CmsUnreachable(
            say(
                "the site does not say who we are ({status} {code})", status=reply.status, code=code
            ),
            path=reply.url,
            remedy=say("Run it again; if it stays, ask whoever looks after the site"),
        )
    if "application-passwords" not in _mapping(index.get("authentication")):
        return CmsRefused(
            say("the site has application passwords switched off"),
            path=reply.url,
            remedy=say(
                "Switch them on; WordPress does so by itself where it is served with "
                "https, unless a security plug-in is in the way"
            ),
        )
    return CmsRefused(
        say(
            "the site does not take the user and the password ({status} {code})",
            status=reply.status,
            code=code,
        ),
        path=reply.url,
        remedy=say(
            "Use an application password, which the user's profile page makes, not "
            "the one for signing in; if it is right, the web server keeps the "
            "Authorization header back"
        ),
    )


def _polylang_languages(root: str, namespaces: Sequence[str], look: Look) -> tuple[str, ...]:
    if "pll/v1" not in namespaces:
        return ()
    listed = look(f"{root}pll/v1/languages").json
    items = listed if isinstance(listed, list) else []
    return _texts([_mapping(item).get("slug") for item in items])


def _joint(root: str) -> str:
    return "&" if "?" in root else "?"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else []
    return tuple(item for item in items if isinstance(item, str))
