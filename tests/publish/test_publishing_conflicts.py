"""What people did in the CMS is respected, named, and overwritten only when asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pipeline.errors import StorageError
from pipeline.model.version import Held, Twins
from pipeline.publish.messages import Request
from pipeline.publish.plan import Action, Notice, Thing, Verb, action_line, as_json, describe
from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import (
    NOW,
    PNG,
    Bundle,
    InProcessCms,
    bundle,
    edition,
    example,
    pair,
)


def _verbs(actions: tuple[Action, ...]) -> dict[tuple[str, str], Verb]:
    return {(a.name, a.lang): a.verb for a in actions if a.thing is Thing.POST and a.lang}


def _two(english: str = "<p>A</p>", swedish: str = "<p>B</p>", **fields: object) -> Bundle:
    return bundle(pair("a", english, swedish, **fields), pair("b", "<p>C</p>", "<p>D</p>"))


def test_an_edit_by_hand_stops_only_its_own_version(cms: InProcessCms) -> None:
    _two().publish(cms)
    number = cms.posts()["a", "sv"]["id"]
    cms.post(f"wp/v2/posts/{number}", title="By hand")
    report = _two("<p>New</p>", "<p>Nytt</p>").publish(cms)
    by_hand = next(action for action in report.conflicts)
    facts = (by_hand.name, by_hand.lang, by_hand.fields, cms.posts()["a", "sv"]["title"]["raw"])
    assert facts == ("a", "sv", ("title", "content", "excerpt"), "By hand")
    assert _verbs(report.outcomes) == {
        ("a", "en"): Verb.UPDATE,
        ("a", "sv"): Verb.CONFLICT,
        ("b", "en"): Verb.UNCHANGED,
        ("b", "sv"): Verb.UNCHANGED,
    }


def test_an_edit_by_hand_is_overwritten_when_asked_for(cms: InProcessCms) -> None:
    _two().publish(cms)
    cms.post(f"wp/v2/posts/{cms.posts()['a', 'sv']['id']}", title="By hand")
    report = _two().publish(cms, ours=True)
    assert (report.summary, cms.posts()["a", "sv"]["title"]["raw"]) == (
        "1 updated, 3 unchanged",
        "a sv",
    )


def test_an_edit_between_the_plan_and_its_application_is_a_conflict(cms: InProcessCms) -> None:
    _two().publish(cms)
    number = cms.posts()["a", "en"]["id"]

    def meddle(request: Request) -> None:
        if request.is_write and request.path == f"wp/v2/posts/{number}":
            cms.between = lambda _: None
            cms.post(f"wp/v2/posts/{number}", excerpt="By hand")

    cms.between = meddle
    report = _two("<p>New</p>", "<p>Nytt</p>").publish(cms)
    verbs = _verbs(report.outcomes)
    assert (verbs["a", "en"], verbs["a", "sv"]) == (Verb.CONFLICT, Verb.FAILED)
    assert cms.posts()["a", "en"]["excerpt"]["raw"] == "By hand"
    reason = next(action.reason for action in report.failures)
    assert reason == "its source could not be written"


def test_what_was_put_in_the_trash_is_not_made_again_unasked(cms: InProcessCms) -> None:
    _two().publish(cms)
    number = cms.posts()["a", "sv"]["id"]
    cms.ask(Request("DELETE", f"wp/v2/posts/{number}"))
    report = _two().publish(cms)
    assert (report.summary, ("a", "sv") in cms.posts()) == ("1 in conflict, 3 unchanged", False)
    assert _two().publish(cms, ours=True).is_fine
    again = cms.posts()["a", "sv"]
    twins = cms.posts()["a", "en"]["translations"]
    assert (again["id"], again["slug"], twins["sv"]) == (number, "a-sv", number)


def test_a_twin_that_somebody_else_wrote_is_not_pushed_out(cms: InProcessCms) -> None:
    source = bundle(build_twins("a", "en", [edition("a", "en", "<p>A</p>")]))
    source.publish(cms)
    number = cms.posts()["a", "en"]["id"]
    other = cms.post(
        "wp/v2/posts", title="Annan", lang="sv", status="publish", translations={"en": number}
    )
    blog = bundle(pair("a", "<p>A</p>", "<p>B</p>"))
    report = blog.publish(cms)
    assert [(a.lang, a.verb) for a in report.conflicts] == [("sv", Verb.CONFLICT)]
    assert cms.posts()["a", "en"]["translations"]["sv"] == other["id"]
    assert blog.publish(cms, ours=True).is_fine
    assert cms.posts()["a", "en"]["translations"]["sv"] == cms.posts()["a", "sv"]["id"]


def test_twins_that_were_unlinked_by_hand_stay_so_until_asked_for(cms: InProcessCms) -> None:
    _two().publish(cms)
    number = cms.posts()["a", "en"]["id"]
    cms.post(f"wp/v2/posts/{number}", translations={"sv": 0})
    cms.asked.clear()
    report = _two().publish(cms)
    assert (report.summary, cms.writes) == ("2 in conflict, 2 unchanged", [])
    assert report.conflicts[0].reason == (
        "its link to its twin [sv] was taken away by hand in the CMS; "
        "link the two again with --ours"
    )
    plan = _two().plan(cms, ours=True)
    link = Action(Verb.LINK, Thing.POST, "a", fields=("en", "sv"))
    assert [a for a in plan.actions if a.verb is not Verb.UNCHANGED] == [link]
    report = _two().publish(cms, ours=True)
    assert (report.summary, set(cms.posts()["a", "sv"]["translations"])) == (
        "1 linked, 4 unchanged",
        {"en", "sv"},
    )


def test_a_version_that_is_held_again_stays_published(cms: InProcessCms) -> None:
    _two().publish(cms)
    before = cms.posts()["a", "sv"]
    source = edition("a", "en", "<p>New</p>", categories=["News"], tags=["Python"])
    blog = bundle(build_twins("a", "en", [source], [Held("a", "sv", "not finished")]))
    report = blog.publish(cms)
    held = next(action for action in report.outcomes if action.verb is Verb.HELD)
    assert held.reason == "not finished; what was published before stays as it is"
    assert cms.posts()["a", "sv"] == before
    assert set(cms.posts()["a", "en"]["translations"]) == {"en", "sv"}


def test_a_translation_waits_for_a_source_that_is_held(cms: InProcessCms) -> None:
    translation = edition("a", "sv", "<p>B</p>")
    twins = Twins("a", "en", (translation,), (Held("a", "en", "unsafe"),))
    report = bundle(twins).publish(cms)
    reasons = {action.lang: action.reason for action in report.outcomes}
    assert reasons == {"en": "unsafe", "sv": "its source (en) is not in the CMS"}


def test_a_source_taken_back_by_hand_takes_its_translation_back(cms: InProcessCms) -> None:
    _two().publish(cms)
    cms.post(f"wp/v2/posts/{cms.posts()['a', 'en']['id']}", status="draft")
    report = _two().publish(cms)
    statuses = {lang: post["status"] for (key, lang), post in cms.posts().items() if key == "a"}
    assert statuses == {"en": "draft", "sv": "draft"}
    assert [action.fields for action in report.outcomes if action.verb is Verb.UPDATE] == [
        ("status",)
    ]


def test_a_post_for_a_day_to_come_is_written_once(cms: InProcessCms) -> None:
    day = NOW + timedelta(hours=1)
    blog = _two(date=day)
    blog.publish(cms)
    assert {post["status"] for (key, _), post in cms.posts().items() if key == "a"} == {"future"}
    cms.moment = day + timedelta(hours=1)
    later = tuple(
        replace(
            twins,
            versions=tuple(replace(v, status=type(v.status)("publish")) for v in twins.versions),
        )
        for twins in blog.twins
    )
    cms.asked.clear()
    assert replace(blog, twins=later).publish(cms).is_fine
    assert cms.writes == []


def test_posts_that_link_to_a_twin_are_published_again_when_it_appears(cms: InProcessCms) -> None:
    link = '<p><a href="b.md">b</a></p>'
    one = pair("a", link, link)
    source = edition("b", "en", "<p>C</p>", categories=["News"], tags=["Python"])
    bundle(one, build_twins("b", "en", [source], [Held("b", "sv", "not finished")])).publish(cms)
    assert "/en/b-en/" in cms.posts()["a", "sv"]["content"]["raw"]
    report = bundle(one, pair("b", "<p>C</p>", "<p>D</p>")).publish(cms)
    assert "/sv/b-sv/" in cms.posts()["a", "sv"]["content"]["raw"]
    assert report.summary == "1 created, 1 updated, 2 unchanged"


def test_some_posts_of_a_blog_still_link_to_all_that_are_published(cms: InProcessCms) -> None:
    blog = example()
    blog.publish(cms)
    some = replace(blog, twins=tuple(t for t in blog.twins if t.post == "third"))
    cms.asked.clear()
    assert some.publish(cms).summary == "2 unchanged"
    assert cms.writes == []


def test_a_category_made_by_hand_is_used_as_it_is(cms: InProcessCms) -> None:
    made = cms.post("wp/v2/categories", name="News", slug="news", lang="en")
    _two().publish(cms)
    (swedish,) = [
        t for t in cms.get("wp/v2/categories", hide_empty="false") if t["slug"] == "nyheter"
    ]
    assert cms.posts()["a", "en"]["categories"] == [made["id"]]
    assert swedish["translations"] == {"en": made["id"], "sv": swedish["id"]}
    cms.asked.clear()
    _two().publish(cms)
    assert cms.writes == []


def _renamed(name: str) -> Bundle:
    terms = {("category", "News"): name}
    versions = [
        edition("a", "en", "<p>A</p>", categories=["News"]),
        edition("a", "sv", "<p>B</p>", categories=["News"], terms=terms),
    ]
    return bundle(build_twins("a", "en", versions))


def test_a_better_translation_renames_the_category(cms: InProcessCms) -> None:
    _renamed("Nytt").publish(cms)
    report = _renamed("Nyheter").publish(cms)
    names = {t["name"]: t["slug"] for t in cms.get("wp/v2/categories", hide_empty="false")}
    assert (report.summary, names["Nyheter"]) == ("1 updated, 2 unchanged", "nytt")


def test_a_category_renamed_by_hand_keeps_its_name(cms: InProcessCms) -> None:
    _renamed("Nytt").publish(cms)
    number = cms.posts()["a", "sv"]["categories"][0]
    cms.post(f"wp/v2/categories/{number}", name="Färskt")
    report = _renamed("Nyheter").publish(cms)
    assert [(a.thing, a.lang) for a in report.conflicts] == [(Thing.CATEGORY, "sv")]
    (named,) = [t for t in cms.get("wp/v2/categories", hide_empty="false") if t["id"] == number]
    assert named["name"] == "Färskt"


def test_a_file_that_cannot_be_read_stops_nothing_else(cms: InProcessCms) -> None:
    blog = bundle(pair("a", '<img src="/a.png">', "<p>B</p>"), files={"a.png": PNG})

    class Gone(dict[str, bytes]):
        def __missing__(self, path: str) -> bytes:
            raise StorageError("the file is gone", path=path)

    report = replace(blog, files=Gone()).publish(cms)
    failed = Action(Verb.FAILED, Thing.FILE, "a.png", reason="a.png: the file is gone")
    assert (report.failures, len(cms.posts())) == ((failed,), 2)
    assert blog.publish(cms).is_fine
    assert "/media/a.png" in cms.posts()["a", "en"]["content"]["raw"]


def test_a_post_that_the_cms_refuses_stops_only_its_translations(cms: InProcessCms) -> None:
    empty = build_twins(
        "a", "en", [replace(edition("a", lang, ""), title=" ", excerpt="") for lang in ("en", "sv")]
    )
    report = bundle(empty, pair("b", "<p>C</p>", "<p>D</p>")).publish(cms)
    verbs = _verbs(report.outcomes)
    assert verbs == {
        ("a", "en"): Verb.FAILED,
        ("a", "sv"): Verb.FAILED,
        ("b", "en"): Verb.CREATE,
        ("b", "sv"): Verb.CREATE,
    }
    assert "empty_content" in report.failures[0].reason


def test_a_link_to_a_post_that_the_cms_refused_is_named(cms: InProcessCms) -> None:
    refused = replace(edition("b", "en", ""), title=" ", excerpt="")
    link = edition("a", "en", '<a href="b.md">b</a>')
    blog = bundle(build_twins("a", "en", [link]), build_twins("b", "en", [refused]))
    report = blog.publish(cms)
    message = "the link to b.md is left out until that post is published"
    assert report.notices == (Notice("a", "en", message),)
    assert "<a>b</a>" in cms.posts()["a", "en"]["content"]["raw"]


def test_a_taken_slug_is_named(cms: InProcessCms) -> None:
    cms.post("wp/v2/posts", title="x", slug="a-en", lang="en", status="publish")
    report = _two().publish(cms)
    told = "the slug a-en is that of another page in the CMS; it will be a-en-en"
    assert report.notices == (Notice("a", "en", told),)


def test_a_dry_run_sends_nothing_that_writes(cms: InProcessCms) -> None:
    example().plan(cms)
    assert cms.writes == []


def test_a_plan_is_told_in_lines_and_in_json(cms: InProcessCms) -> None:
    blog = bundle(pair("a", '<a href="gone.md">x</a>', "<p>B</p>"))
    plan = blog.plan(cms)
    note = "note       a [en]: the link to gone.md leads to no post of the blog"
    assert describe(plan)[4:] == [
        'create     post a [en] "a en"',
        'create     post a [sv] "a sv"',
        note,
        "6 to create",
    ]
    told = as_json(plan)
    assert told["changes"] is True
    assert told["notices"] == [
        {
            "post": "a",
            "lang": "en",
            "message": "the link to gone.md leads to no post of the blog",
        }
    ]


def test_an_update_names_the_fields_that_differ(cms: InProcessCms) -> None:
    _two().publish(cms)
    plan = _two("<p>New</p>", title="New").plan(cms)
    lines = [action_line(a) for a in plan.actions if a.verb is Verb.UPDATE]
    assert lines == [
        'update     post a [en] "New": title, content, excerpt',
        'update     post a [sv] "New": title',
    ]
