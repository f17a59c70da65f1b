/* The page that stands: asks the server for another one, puts it in place, and says what is new.
   The functions under `penumbra` are called by Dash; the sentences come from the server. */
(function () {
  "use strict";
  var PATIENCE_MS = 600; // after which a reader is told that something is being opened
  var GIVEN_UP_MS = 20000;
  var lost = null;
  var waiting = [];

  function host() {
    return document.getElementById("page");
  }

  function said(name, time) {
    return (host().dataset["said" + name] || "").replace("{time}", time || "");
  }

  function clock() {
    var language = document.documentElement.lang;
    return new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  }

  function tell(place, text) {
    var here = document.getElementById(place);
    if (here.textContent !== text) here.textContent = text;
  }

  function found() {
    if (!lost) return;
    lost = null;
    tell("lost", "");
    tell("news", said("Back"));
  }

  function missed() {
    if (!lost) lost = clock();
    tell("lost", said("Lost", lost));
  }

  function address() {
    return window.location.pathname + window.location.search;
  }

  function still() {
    waiting.forEach(window.clearTimeout);
    waiting = [];
    host().removeAttribute("aria-busy");
    if (document.getElementById("news").textContent === said("Opening")) tell("news", "");
  }

  function opening() {
    // What was just told must not be overwritten: a contestation stands, a snapshot came.
    if (!document.getElementById("news").textContent) tell("news", said("Opening"));
  }

  /* Asks for the page at the address that the browser shows. */
  function ask() {
    still();
    host().setAttribute("aria-busy", "true");
    waiting = [
      window.setTimeout(opening, PATIENCE_MS),
      window.setTimeout(function () { still(); missed(); }, GIVEN_UP_MS),
    ];
    window.dash_clientside.set_props("asked", { data: address() });
  }

  /* What a reader has unfolded, and where they are, outlast a page that is drawn again. */
  function keyOf(details) {
    var summary = details.querySelector("summary");
    var named = details.closest("[id]");
    return (named ? named.id : "") + "/" + (summary ? summary.textContent : "");
  }

  function unfolded() {
    return new Set(Array.from(host().querySelectorAll("details[open]"), keyOf));
  }

  function unfold(kept) {
    host().querySelectorAll("details:not([open])").forEach(function (one) {
      if (kept.has(keyOf(one))) one.open = true;
    });
  }

  function focused() {
    var at = document.activeElement;
    if (!at || !host().contains(at)) return null;
    if (at.id) return "#" + CSS.escape(at.id);
    var href = at.getAttribute("href");
    return href ? 'a[href="' + href.replace(/["\\]/g, "\\$&") + '"]' : null;
  }

  function put(page) {
    var same = page.address.split("?")[0] === host().dataset.address.split("?")[0];
    var kept = same ? unfolded() : new Set();
    var at = same ? focused() : null;
    host().innerHTML = page.html;
    host().dataset.address = page.address;
    host().dataset.version = page.version;
    document.title = page.title;
    unfold(kept);
    document.dispatchEvent(new CustomEvent("penumbra:page"));
    return { same: same, at: at };
  }

  function goToPlace(moved) {
    var hash = window.location.hash;
    var target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    var held = window.history.state && window.history.state.top;
    if (held !== null && held !== undefined) window.scrollTo(0, held);
    else if (target) target.scrollIntoView();
    else if (!moved.same) window.scrollTo(0, 0);
    var focus = moved.at && host().querySelector(moved.at);
    if (!focus && !moved.same) {
      focus = document.querySelector("main h1");
      if (focus) focus.setAttribute("tabindex", "-1");
    }
    if (focus) focus.focus({ preventScroll: true });
  }

  /* A reader goes somewhere: what was told of the last page is over. */
  function go() {
    tell("news", "");
    ask();
  }

  window.penumbra = { go: go, address: address };

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    penumbra: {
      /* A page came. One that was asked for before the reader went on is let go. */
      arrived: function (page) {
        if (!page || page.address !== address()) return;
        still();
        found();
        goToPlace(put(page));
      },

      /* Asks for the version alone; a changed one makes the page draw itself again. */
      poll: async function () {
        var stands = host().dataset.version;
        if (document.hidden) return;
        var latest;
        try {
          var answer = await fetch("/version", { cache: "no-store" });
          if (!answer.ok) throw new Error(String(answer.status));
          latest = (await answer.json()).version;
        } catch (error) {
          missed();
          return;
        }
        found();
        var moves = host().querySelector("[data-renew]"); // a page of what happens now
        if (latest === stands && !moves) return;
        window.history.replaceState({ top: window.scrollY }, "");
        ask();
        if (latest === stands) return;
        var snapshot = latest.split(" ")[0] === stands.split(" ")[0] ? "Contested" : "Newer";
        tell("news", said(snapshot, clock()));
      },

      /* What became of a contestation. */
      answered: function (answer) {
        if (!answer) return;
        var place = document.getElementById("contest-answer");
        if (!answer.version) {
          if (place) place.textContent = answer.text;
          return;
        }
        document.dispatchEvent(new CustomEvent("penumbra:contested"));
        window.history.replaceState({ top: window.scrollY }, "");
        ask();
        tell("news", answer.text);
      },
    },
  });
})();
