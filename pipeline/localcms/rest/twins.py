"""The language and the versions of an object, as requests give them: checked before any write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.localcms.rest.call import Call
from pipeline.localcms.rest.errors import BadValue, RestError, denied, invalid_params
from pipeline.localcms.rest.params import (
    Param,
    Values,
    addresses_by_language,
    ids_by_name,
    many,
    one_of,
    text,
)

KEY = Param("tvilling_key", text(longest=255))
FINGERPRINT = Param("tvilling_fingerprint", text(longest=255))
IF_MATCH = Param("tvilling_if_match", text(longest=255))
TRANSLATIONS = Param("translations", ids_by_name)
ALTERNATES = Param("tvilling_alternates", addresses_by_language)
IMAGE_ALT = Param("tvilling_image_alt", text())
OWN = (KEY, FINGERPRINT, IF_MATCH, TRANSLATIONS)


def lang_param(call: Call) -> Param[str]:
    """The language of an object: one of the blog's."""
    return Param("lang", one_of(*call.blog.languages))


def langs_param(call: Call) -> Param[tuple[str, ...]]:
    """The languages that a list is restricted to."""
    return Param("lang", many(one_of(*call.blog.languages)))


def keys_param(call: Call, capability: str) -> Param[tuple[str, ...]]:
    """Keys to look up, for those who may edit; keys are nobody else's business."""
    read = many(text(longest=255))

    def parse(name: str, value: object) -> tuple[str, ...]:
        if not call.can(capability):
            raise BadValue("rest_forbidden_param", f"{name} is only for those who may edit.")
        # A key may hold spaces, which part the items of every other list.
        return read(name, value.split(",") if isinstance(value, str) else value)

    return Param("tvilling_key", parse)


def check_lang(asked: str | None, lang: str) -> None:
    """Refuses to change the language of an object: its terms and twins would be wrong."""
    if asked is not None and asked != lang:
        raise RestError(
            "tvilling_lang_fixed",
            f"The language is {lang} and cannot be changed; make a new one instead.",
            409,
        )


def check_claim(values: Values, call: Call, capability: str, current: str = "") -> None:
    """Refuses to give a key, or to say what was published, to those who may not edit others' work.

    Whoever could, would make a publisher take his post for one of its own, or his edit for none.
    """
    claims = (
        values.get(FINGERPRINT) is not None
        or ALTERNATES in values
        or values.get(KEY) not in (None, "", current)
    )
    if claims and not call.can(capability):
        message = "Sorry, you are not allowed to publish for Tvilling."
        raise denied(call.user, "tvilling_key_forbidden", message)


def check_etag(values: Values, etag: str) -> None:
    """Refuses a write that was meant for an earlier state."""
    expected = values.get(IF_MATCH)
    if expected is not None and expected != etag:
        raise RestError(
            "tvilling_changed",
            "This was changed since you read it.",
            412,
            {"tvilling_etag": etag},
        )


def checked_key(
    values: Values, current: str, owner: Callable[[str], int | None], own: int, kind: str
) -> str:
    """The key after the write; refuses another's key, and a second one for the same object.

    `kind` is "post" or "term".
    """
    key = values.get(KEY)
    if key is None:
        key = current
    if current and key != current:
        raise RestError("tvilling_key_fixed", "The key of an object cannot be changed.", 409)
    holder = owner(key)
    if holder is not None and holder != own:
        raise RestError(
            "tvilling_key_exists",
            f"There is one with the key {key!r} in this language already.",
            409,
            {f"{kind}_id": holder},
        )
    return key


def checked_translations(
    values: Values, call: Call, lang: str, own: int, lang_of: Callable[[int], str | None]
) -> dict[str, int] | None:
    """The other members that were given, by language; nothing where none were mentioned.

    `lang_of` says the language of an object of the same type, and refuses those that the user
    may not edit.
    """
    given = values.get(TRANSLATIONS)
    if given is None:
        return None
    problem = next(_problems(given, call, lang, own, lang_of), None)
    if problem is not None:
        raise invalid_params({"translations": BadValue("rest_invalid_param", problem)})
    return {name: other for name, other in given.items() if name != lang}


def _problems(
    given: Mapping[str, int],
    call: Call,
    lang: str,
    own: int,
    lang_of: Callable[[int], str | None],
) -> Iterator[str]:
    for name, other in given.items():
        if name not in call.blog.languages:
            yield f"translations[{name}] is not a language of this blog."
        elif name == lang:
            if other not in (0, own):
                yield f"translations[{name}] cannot be another one: this is {name} itself."
        elif other and lang_of(other) != name:
            yield f"translations[{name}]: {other} is not there, or not in that language."
