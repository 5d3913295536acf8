"""The posts of a new blog: one to translate from each language, to try everything on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstPost:
    """A post that a new blog starts with."""

    id: str
    lang: str
    text: str


_WELCOME = """\
---
title: Welcome to the blog
slug: welcome
description: A first post, to try everything on.
categories: [News]
tags: [translation]
---

This post is written in English. Its Swedish twin is made from a catalogue, the file
`locales/sv/LC_MESSAGES/welcome.po`, which `tvilling extract` writes.

## What happens next

1. Run `tvilling extract`. It takes every paragraph and heading out of the posts.
2. Open the catalogue in Poedit, or in any text editor, and write the translations.
3. Run `tvilling status` to see what is left, and `tvilling publish` when nothing is.

The [post about coffee](../sv/kaffe.md) was written in Swedish, and waits for its English twin.
"""

_KAFFE = """\
---
title: Kaffe på kontoret
slug: kaffe-pa-kontoret
description: Ett exempel på ett inlägg som är skrivet på svenska.
categories: [Nyheter]
tags: [översättning]
---

Det här inlägget är skrivet på svenska och översätts till engelska. Språket hör till inlägget,
inte till bloggen: skriv på det språk som ligger närmast till hands.

## Så brygger vi

- Åtta skopor till en full kanna.
- Kallt vatten, nymalda bönor.
- Den som tar sista koppen sätter på nytt.

Läs gärna [det första inlägget](../en/welcome.md) också.
"""

FIRST_POSTS = (FirstPost("welcome", "en", _WELCOME), FirstPost("kaffe", "sv", _KAFFE))
