"""A small blog in a folder, and the command that publishes it, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.storage.workspace import open_workspace
from pipeline.workflows.publish import PublishReport, publish
from tests.publish.in_process_cms import PNG

_SETTINGS = """[tvilling]
title = Three posts
languages = en, sv

[tvilling:target:live]
kind = wordpress
url = {url}
user = {user}
"""
_POST = """---
title: {title}
date: 2026-01-05
categories: [{category}]
tags: [Python]
image: ../images/dot.png
image_alt: {title}
---
{text} ![{title}](../images/dot.png)
"""
_TEXTS = {
    ("en", "one"): ("One", "News", "See [two](two.md) and [three](three.md)."),
    ("en", "two"): ("Two", "News", "See [one](one.md)."),
    ("en", "three"): ("Three", "News", "See [one](one.md)."),
    ("sv", "one"): ("Ett", "Nyheter", "Se [två](two.md) och [tre](three.md)."),
    ("sv", "two"): ("Två", "Nyheter", "Se [ett](one.md)."),
    ("sv", "three"): ("Tre", "Nyheter", "Se [ett](one.md)."),
}


def write_blog(folder: Path, url: str, user: str) -> Path:
    """The folder with three posts, written by hand in two languages."""
    for (lang, post), (title, category, text) in _TEXTS.items():
        path = folder / "posts" / lang / f"{post}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_POST.format(title=title, category=category, text=text), encoding="utf-8")
    (folder / "posts" / "images").mkdir(exist_ok=True)
    (folder / "posts" / "images" / "dot.png").write_bytes(PNG)
    (folder / "setup.cfg").write_text(_SETTINGS.format(url=url, user=user), encoding="utf-8")
    return folder


def started(folder: Path, password: str, *words: str) -> subprocess.Popen[str]:
    """`tvilling publish --target live`, on its way."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "publish", "--target", "live", *words],
        cwd=folder,
        env={**os.environ, "TVILLING_LIVE_PASSWORD": password},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def published(folder: Path, password: str) -> PublishReport:
    """What the same command does, in this process."""
    workspace = open_workspace(folder)
    target = workspace.settings.target("live")
    return publish(workspace, target, now=datetime.now(UTC), secret=lambda _: password)
