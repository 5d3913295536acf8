/* What the side-by-side view does beside showing: partners, entries, and following the files. */
(() => {
  "use strict";
  const PAUSE = 1000;
  const body = document.body;
  const main = () => document.getElementById("site-main");
  const news = document.getElementById("tv-news");
  const panel = document.getElementById("tv-panel");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  let opener = null;
  let last = null;

  /* A segment and its partner in the other column */

  const numberOf = (target) => {
    const at = target instanceof Element && target.closest(".tv-seg, .tv-chip");
    return at ? at.dataset.seg || at.dataset.of : null;
  };
  const point = (number) => {
    for (const at of all(".tv-seg.tv-on")) {
      if (at.dataset.seg !== number) at.classList.remove("tv-on");
    }
    if (number === null) return;
    for (const at of all(`.tv-seg[data-seg="${number}"]`)) at.classList.add("tv-on");
  };
  document.addEventListener("pointerover", (event) => point(numberOf(event.target)));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".tv-chip")) last = event.target;
    point(numberOf(event.target));
  });
  document.addEventListener("focusout", () => point(null));

  /* The entry of a string */

  const uncover = (chip) => {
    const [text, cover] = [chip.getBoundingClientRect(), panel.getBoundingClientRect()];
    if (text.right < cover.left || text.bottom < cover.top - 8) return;
    scrollBy({ top: text.bottom - cover.top + 40, behavior: "instant" });
  };
  const open = (chip) => {
    const entry = document.getElementById(`entry-${chip.dataset.entry}`);
    if (!entry || !panel) return;
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    const name = copy.querySelector("h3");
    document.getElementById("tv-panel-name").replaceChildren(...name.childNodes);
    name.remove();
    for (const details of all(".tv-po", copy)) details.open = true;
    document.getElementById("tv-panel-body").replaceChildren(copy);
    opener = chip.dataset.entry;
    for (const at of all(".tv-chip[aria-expanded]")) at.removeAttribute("aria-expanded");
    chip.setAttribute("aria-expanded", "true");
    if (!panel.open) panel.show();
    if (!panel.contains(document.activeElement)) panel.querySelector("button").focus();
    uncover(chip);
  };
  const chipOf = (target) => {
    const chip = target.closest(".tv-chip");
    if (chip) return chip;
    // A click that follows a link or ends a selection means something else.
    if (target.closest("a, summary, button, input, select") || String(getSelection())) return null;
    const number = numberOf(target);
    return number === null ? null : body.querySelector(`.tv-chip[data-of="${number}"]`);
  };
  if (panel) {
    panel.addEventListener("close", () => {
      const chip = body.querySelector(`.tv-chip[data-entry="${opener}"]`);
      if (!chip) return;
      chip.removeAttribute("aria-expanded");
      chip.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.open) panel.close();
    });
  }

  /* Clicks: one listener, so that it holds for what comes later too */

  const next = (mark) => {
    const chips = all(`.tv-chip[data-mark="${mark}"]`);
    const chip = chips[(chips.indexOf(last) + 1) % chips.length];
    if (!chip) return;
    chip.focus();
    chip.scrollIntoView({ block: "center" });
  };
  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    news.textContent = `Copied: ${button.dataset.copy}`;
    const name = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 1500);
  };
  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-copy], [data-next]");
    if (act) return void (act.dataset.copy ? copy(act) : next(act.dataset.next));
    const chip = chipOf(event.target);
    if (chip) open(chip);
  });
  const ready = () => {
    for (const act of all("[data-copy][hidden], [data-next][hidden]")) act.hidden = false;
  };

  /* Following the files: the page is fetched anew when its token has changed */

  const anchor = () => all(".tv-row").find((row) => row.getBoundingClientRect().bottom > 80);
  const follow = async (token) => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const come = new DOMParser().parseFromString(await answer.text(), "text/html");
    const before = new Map(all(".tv-side .tv-seg").map((at, index) => [index, at.textContent]));
    const row = anchor();
    const place = row ? [all(".tv-row").indexOf(row), row.getBoundingClientRect().top] : null;
    const focused = document.activeElement;
    const chip = focused && focused.dataset ? focused.dataset.entry : undefined;
    const unfolded = all("details[id][open]").map((at) => at.id);
    main().replaceChildren(...document.adoptNode(come.getElementById("site-main")).childNodes);
    document.title = come.title;
    body.dataset.token = come.body.dataset.token || token;
    for (const id of unfolded) {
      const details = document.getElementById(id);
      if (details) details.open = true;
    }
    ready();
    if (place && all(".tv-row")[place[0]]) {
      scrollBy({ top: all(".tv-row")[place[0]].getBoundingClientRect().top - place[1], behavior: "instant" });
    }
    const changed = all(".tv-side .tv-seg").filter((at, index) => before.get(index) !== at.textContent);
    for (const at of changed.length < 20 ? changed : []) at.classList.add("tv-fresh");
    if (chip !== undefined) {
      const again = body.querySelector(`.tv-chip[data-entry="${chip}"]`);
      if (again) again.focus({ preventScroll: true });
    }
    if (panel && panel.open) {
      const again = body.querySelector(`.tv-chip[data-entry="${opener}"]`);
      if (again) open(again);
      else panel.close();
    }
    news.textContent = "The files have changed; this is how they are now.";
  };
  const look = async () => {
    try {
      if (document.visibilityState === "visible") {
        const answer = await fetch(body.dataset.state, { cache: "no-store" });
        const { token } = await answer.json();
        if (token !== body.dataset.token) await follow(token);
        body.classList.remove("tv-lost");
      }
    } catch {
      body.classList.add("tv-lost");
      news.textContent = "Nothing answers any more. Is tvilling serve still running?";
    }
    // To look at every file of a blog costs more than to look at the two of a page.
    setTimeout(look, document.querySelector(".tv-pair, [role=alert]") ? PAUSE : PAUSE * 3);
  };
  ready();
  setTimeout(look, PAUSE);
})();
