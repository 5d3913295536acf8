"""The blog's settings: the `[tvilling]` sections of `setup.cfg`, checked and as values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.errors import SettingsError
from pipeline.model.check_settings import CheckSettings
from pipeline.model.post import ExtractionRules
from pipeline.model.target import LOCAL, Target
from pipeline.speech import ngettext, say
from pipeline.storage.check_settings import CHECK, CHECKS, check_settings, is_about_checks
from pipeline.storage.files import cause_of
from pipeline.storage.ini import Ini, Section, read_ini
from pipeline.storage.publishing_settings import (
    AUTHORS,
    NOTICES,
    READERS,
    Publishing,
    publishing,
    reader_of,
)
from pipeline.storage.section_values import FILE, Problems, missing, section_values
from pipeline.storage.setting_values import (
    Reader,
    block_attributes,
    choice,
    editor_pattern,
    filled,
    inside,
    languages,
    listed,
    posts,
    text,
    web_pattern,
    words,
    yes_no,
)
from pipeline.storage.target_settings import TARGET, check_target_sites, read_targets

_BLOG = "tvilling"
References = Literal["file", "line", "none"]


class Settings(NamedTuple):
    """What a blog has set, or else the defaults."""

    languages: tuple[str, ...]
    """BCP 47 tags, at least two, no two equal; the first is the blog's main language."""
    title: str = "Blog"
    posts: str = "posts/{lang}/{id}"
    """Where posts are, without the suffix: a path from the blog's folder that holds `{lang}` and
    `{id}` once each."""
    locales: str = "locales"
    """The folder of the catalogues, from the blog's folder."""
    rules: ExtractionRules = ExtractionRules()
    references: References = "file"
    default_target: str = LOCAL.name
    """The name of one of `targets`."""
    targets: tuple[Target, ...] = (LOCAL,)
    checks: CheckSettings = CheckSettings()
    publishing: Publishing = Publishing()
    source_url: str = ""
    """The address of a line of a file on the web, with `{path}` and `{line}`."""
    editor_url: str = ""
    """The address that opens a line of a file in an editor, with `{file}` or `{path}`, `{line}`."""

    def source_address(self, path: str, line: int | None) -> str:
        """Where the line can be read on the web; empty where the blog does not say."""
        return filled(self.source_url, path=path, line=line or 1)

    def editor_address(self, root: Path, path: str, line: int | None) -> str:
        """What opens the line in an editor; empty where the blog does not say."""
        return filled(self.editor_url, file=str(root / path), path=path, line=line or 1)

    def sites_of(self, target: Target) -> tuple[tuple[str, Target], ...]:
        """The languages and their sites, where each has its own; nothing where one has all."""
        named = dict(target.sites)
        return tuple((lang, self.target(named[lang])) for lang in self.languages if lang in named)

    def target(self, name: str | None = None) -> Target:
        """The target of that name, or the default one."""
        wanted = name or self.default_target
        found = next((target for target in self.targets if target.name == wanted), None)
        if found is None:
            raise SettingsError(
                say("there is no target named {wanted!r}", wanted=wanted),
                path=FILE,
                remedy=say(
                    "Choose one of {listed}, or describe it in a section [{target}{wanted}]",
                    listed=listed(target.name for target in self.targets),
                    target=TARGET,
                    wanted=wanted,
                ),
            )
        return found


class SettingsProblems(SettingsError):
    """Several things are wrong with the settings; each is in `problems`, in the file's order."""

    def __init__(self, problems: tuple[SettingsError, ...]) -> None:
        wrong = ngettext("{number} setting is wrong", "{number} settings are wrong", len(problems))
        super().__init__(wrong, path=FILE)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def find_blog(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds the settings of a blog."""
    start = start.absolute()
    for folder in (start, *start.parents):
        path = folder / FILE
        if path.is_file() and _holds_a_blog(path):
            return folder
    raise SettingsError(
        say(
            "there is no blog here: neither {start} nor a folder above it has a "
            "{file} with a [{blog}] section",
            start=start,
            file=FILE,
            blog=_BLOG,
        ),
        remedy=say("Start a new blog in an empty folder with: tvilling init"),
    )


def load_settings(folder: Path) -> Settings:
    """What `setup.cfg` in the folder sets; all problems together as one `SettingsError`."""
    path = folder / FILE
    try:
        written = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            say("there is no {file} in {folder}", file=FILE, folder=folder),
            remedy=say("Start a new blog in an empty folder with: tvilling init"),
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(
            say("the file is not UTF-8"), path=FILE, remedy=say("Save it as UTF-8")
        ) from None
    except OSError as error:
        cause, remedy = cause_of(error)
        raise SettingsError(
            say("cannot be read: {cause}", cause=cause), path=FILE, remedy=remedy
        ) from error
    return parse_settings(written)


def parse_settings(written: str) -> Settings:
    """The settings that the text of a `setup.cfg` makes; all problems together as one error.

    >>> parse_settings("[tvilling]\\nlanguages = sv, EN").languages
    ('sv', 'en')
    """
    ini = read_ini(written, FILE)
    problems = list(ini.problems)
    if _BLOG not in ini.sections and not problems:
        problems.append(
            SettingsError(
                say("there is no [{blog}] section", blog=_BLOG),
                path=FILE,
                remedy=say("Add the lines: [{blog}] and languages = en, sv", blog=_BLOG),
            )
        )
    _refuse_unknown_sections(ini, problems)
    targets = read_targets(ini, problems)
    values = _blog_values(ini, targets, problems)
    named = values.get("languages", ())
    assert isinstance(named, tuple)  # noqa: S101  # what the reader of languages gives
    check_target_sites(ini, named, targets, problems)
    checks, wrong = check_settings(ini, named, FILE)
    problems += wrong
    raise_problems(problems)
    return Settings(**values, targets=targets, checks=checks)  # type: ignore[arg-type]  # the table's readers say the types


def _holds_a_blog(path: Path) -> bool:
    try:
        return re.search(rb"^\[tvilling[\]:]", path.read_bytes(), re.MULTILINE) is not None
    except OSError:
        return False


def raise_problems(problems: Sequence[SettingsError]) -> None:
    """Raises the problems as one error, if there are any."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise SettingsProblems(tuple(sorted(problems, key=lambda p: p.line or 0)))


_BLOG_KEYS: Mapping[str, Reader] = {
    "title": text,
    "languages": languages,
    "posts": posts,
    "locales": inside,
    "front_matter": words,
    "references": choice("file", "line", "none"),
    "code_blocks": yes_no,
    "block_attributes": block_attributes,
    "default_target": text,
    "source_url": web_pattern,
    "editor_url": editor_pattern,
    **READERS,
}
_RULES = {
    "front_matter": "front_matter",
    "code_blocks": "code_blocks",
    "block_attributes": "blocks",
}
"""The keys that are extraction rules, with the fields of `ExtractionRules`."""


def _blog_values(ini: Ini, targets: Sequence[Target], problems: Problems) -> dict[str, object]:
    section = ini.sections.get(_BLOG)
    if section is None:
        return {}
    values = section_values(section, _BLOG_KEYS, problems, reader_of)
    if "languages" not in section.values:
        problems.append(missing(section, "languages", "en, sv"))
    default = values.get("default_target", LOCAL.name)
    if default not in {target.name for target in targets}:
        problems.append(
            SettingsError(
                say("default_target names {default!r}, which has no section", default=default),
                path=FILE,
                line=section.lines.get("default_target", section.line),
                remedy=say(
                    "Describe it in a section [{target}{default}]", target=TARGET, default=default
                ),
            )
        )
    rules = {field: values.pop(key) for key, field in _RULES.items() if key in values}

    def refuse(section: Section, key: str, what: str, remedy: str) -> None:
        line = section.lines[key]
        problems.append(SettingsError(what, path=FILE, line=line, remedy=remedy))

    about = publishing(values, ini.sections, refuse)
    return {**values, "rules": ExtractionRules(**rules), "publishing": about}  # type: ignore[arg-type]


def _refuse_unknown_sections(ini: Ini, problems: Problems) -> None:
    for section in ini.sections.values():
        name = section.name
        is_known = name in (_BLOG, AUTHORS, NOTICES) or name.startswith(TARGET)
        if is_known or not name.startswith(_BLOG) or is_about_checks(name):
            continue
        problems.append(
            SettingsError(
                say("[{name}] is no section that Tvilling knows", name=name),
                path=FILE,
                line=section.line,
                remedy=say(
                    "Use [{blog}], [{target}NAME] for a CMS to publish to, [{checks}], or "
                    "[{check}RULE]",
                    blog=_BLOG,
                    target=TARGET,
                    checks=CHECKS,
                    check=CHECK,
                ),
            )
        )
