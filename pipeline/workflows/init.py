"""A new blog in an empty folder: settings, first posts, and a note for the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.model.language import parse_tag
from pipeline.speech import say
from pipeline.storage.files import write_text
from pipeline.storage.settings import parse_settings
from pipeline.workflows.first_posts import FIRST_POSTS

_SETTINGS = """\
[tvilling]
title = {title}
languages = {languages}
posts = posts/{{lang}}/{{id}}

# A WordPress to publish to. Take the # away and fill it in; the password is asked for, or read
# from the environment variable TVILLING_LIVE_PASSWORD.
#[tvilling:target:live]
#kind = wordpress
#url = https://blog.example.com
#user = editor
"""

_README = """\
# {title}

Every post is written in one language, in `posts/<language>/`. Translations are in `locales/`,
one `.po` file per post and language.

| you are | you do |
|---|---|
| a writer | write a post, then run `tvilling extract` |
| a translator | open the `.po` file in Poedit or any other gettext editor, fill it in, save it |
| an editor | run `tvilling status` and `tvilling check`, then `tvilling publish` |

Look at the result with `tvilling serve`. Commit `posts/` and `locales/`; leave out `.tvilling/`,
which can be made again.
"""

_GITIGNORE = """\
# Made again by every run of Tvilling.
.tvilling/
.tvilling-*.tmp
"""

_GITATTRIBUTES = """\
# Posts and catalogues keep their bytes on every machine.
posts/** -text
locales/** -text
*.po diff=gettext
"""

_KEPT = ("README.md", ".gitignore", ".gitattributes")
"""Files that a new repository often has already: they stay as they are."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What a new blog consists of, as paths from its folder."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that were there before and were left alone."""


def init(
    folder: Path, title: str = "My blog", languages: tuple[str, ...] = ("en", "sv")
) -> InitReport:
    """The report of a new blog in the folder; raises before the first write if it would replace."""
    files = _files(" ".join(title.split()), tuple(map(parse_tag, languages)))
    parse_settings(files["setup.cfg"])
    present = {path for path in files if (folder / path).exists()}
    _refuse_to_replace(folder, present - set(_KEPT))
    written = [path for path in files if path not in present]
    for path in written:
        write_text(folder / path, files[path], path)
    (folder / "locales").mkdir(exist_ok=True)
    return InitReport(folder, tuple(written), tuple(sorted(present)))


def _files(title: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    posts = {
        f"posts/{lang}/{post.id}.md": post.text
        for lang in languages
        for post in FIRST_POSTS
        if post.lang == lang
    }
    return {
        "setup.cfg": _SETTINGS.format(title=title, languages=", ".join(languages)),
        **posts,
        "README.md": _README.format(title=title),
        ".gitignore": _GITIGNORE,
        ".gitattributes": _GITATTRIBUTES,
    }


def _refuse_to_replace(folder: Path, present: set[str]) -> None:
    there = sorted(present | {name for name in ("posts", "locales") if _holds_files(folder / name)})
    if "setup.cfg" in there:
        raise StorageError(
            say(
                "there is a {value} already, and init replaces nothing", value=folder / "setup.cfg"
            ),
            remedy=say(
                "If it holds no blog yet, add two lines to it: [tvilling] and languages = en, sv"
            ),
        )
    if there:
        raise StorageError(
            say("the folder is not empty: it has {there}", there=", ".join(there)),
            remedy=say("Start the blog in a new folder with: tvilling init FOLDER"),
        )


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and next(folder.iterdir(), None) is not None
