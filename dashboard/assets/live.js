/* The page that stands: asks the server for another one, puts it in place, and says what is new.
   The functions under `penumbra` are called by Dash; the sentences come from the server. */
(function () {
  "use strict";
  var PATIENCE_MS = 600; // after which a reader is told that something is being opened
  var GIVEN_UP_MS = 20000;
  var VERSION_MS = 10000; // less than a beat, so that two never wait at once
  var FIELDS = "input[id], textarea[id], select[id]";
  var lost = null;
  var waiting = [];
  var own = null; // the version that this reader's own statement made

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

  /* Whether Dash takes what it is given: before it has its layout, that is lost without a word. */
  function ready() {
    var dash = window.dash_clientside;
    return !!dash.set_props && !document.querySelector("._dash-loading");
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
    waiting = [window.setTimeout(function () { still(); missed(); }, GIVEN_UP_MS)];
    window.dash_clientside.set_props("asked", { data: address() });
  }

  /* The newest version; null where the server does not say it. */
  async function newest() {
    var stop = new AbortController();
    var timer = window.setTimeout(function () { stop.abort(); }, VERSION_MS);
    try {
      var answer = await fetch("/version", { cache: "no-store", signal: stop.signal });
      return answer.ok ? (await answer.json()).version : null;
    } catch (error) {
      return null;
    } finally {
      window.clearTimeout(timer);
    }
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

  function nameOf(one) {
    return one.id || one.getAttribute("href") || one.getAttribute("aria-label") || one.textContent;
  }

  function namesakes(tag, name) {
    return Array.from(host().querySelectorAll(tag)).filter(function (one) {
      return nameOf(one) === name;
    });
  }

  function focused() {
    var at = document.activeElement;
    if (!at || !host().contains(at)) return null;
    var tag = at.localName;
    var name = nameOf(at);
    var nth = namesakes(tag, name).indexOf(at);
    return { tag: tag, name: name, nth: nth, from: at.selectionStart, to: at.selectionEnd };
  }

  function focus(at) {
    var one = namesakes(at.tag, at.name)[at.nth];
    if (!one) return;
    one.focus({ preventScroll: true });
    if (typeof at.from === "number") one.setSelectionRange(at.from, at.to);
  }

  /* What is being filled in and not sent yet, and how far tables are scrolled. */
  function filled() {
    return Array.from(host().querySelectorAll(FIELDS))
      .filter(function (one) {
        if (one.localName === "select") return true;
        return one.value !== one.defaultValue || one.checked !== one.defaultChecked;
      })
      .map(function (one) { return { id: one.id, value: one.value, checked: one.checked }; });
  }

  function fill(kept) {
    kept.forEach(function (was) {
      var one = document.getElementById(was.id);
      if (!one || !one.matches(FIELDS)) return;
      if (one.localName === "select") {
        if (!Array.from(one.options).some(function (is) { return is.value === was.value; })) return;
      }
      if (one.type === "radio" || one.type === "checkbox") one.checked = was.checked;
      else if (one.type !== "hidden") one.value = was.value;
    });
  }

  function scrolled() {
    return Array.from(host().querySelectorAll(".scroll"), function (one) {
      return [one.scrollLeft, one.scrollTop];
    });
  }

  function scroll(kept) {
    host().querySelectorAll(".scroll").forEach(function (one, i) {
      if (kept[i]) one.scrollTo(kept[i][0], kept[i][1]);
    });
  }

  /* What is read stays in its place, also when something longer comes above it. */
  function read() {
    var heads = Array.from(host().querySelectorAll("h2[id]"), function (one) {
      return { id: one.id, top: one.getBoundingClientRect().top };
    });
    var last = heads.filter(function (one) { return one.top < window.innerHeight / 2; }).pop();
    return { down: window.scrollY, head: last };
  }

  function readOn(kept) {
    window.scrollTo(0, kept.down);
    var head = kept.head && document.getElementById(kept.head.id);
    if (head) window.scrollBy(0, head.getBoundingClientRect().top - kept.head.top);
  }

  function put(page) {
    host().innerHTML = page.html;
    host().dataset.address = page.address;
    host().dataset.version = page.version;
    document.title = page.title;
    document.dispatchEvent(new CustomEvent("penumbra:page"));
  }

  /* The same address once more: for a reader nothing moves but what is new. */
  function renew(page) {
    var kept = [unfolded(), filled(), scrolled(), focused(), read()];
    put(page);
    unfold(kept[0]);
    fill(kept[1]);
    scroll(kept[2]);
    if (kept[3]) focus(kept[3]);
    readOn(kept[4]);
  }

  /* Another address: of the same page with other choices, or of another page. */
  function turn(page) {
    var same = page.address.split("?")[0] === host().dataset.address.split("?")[0];
    var open = same ? unfolded() : new Set();
    var at = same ? focused() : null;
    put(page);
    unfold(open);
    if (!goToPlace() && !same) window.scrollTo(0, 0);
    if (at) focus(at);
    if (same) return;
    var head = document.querySelector("main h1");
    if (!head) return;
    head.setAttribute("tabindex", "-1");
    head.focus({ preventScroll: true });
  }

  function named(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch (error) {
      return null; // a forged one
    }
  }

  /* Where the reader was at this address, else where it points; whether it says either. */
  function goToPlace() {
    var held = window.history.state && window.history.state.top;
    var target = named(window.location.hash);
    if (typeof held === "number") window.scrollTo(0, held);
    else if (target) target.scrollIntoView();
    return typeof held === "number" || !!target;
  }

  /* A reader goes somewhere: what was told of the last page is over. */
  function go() {
    tell("news", "");
    ask();
    waiting.push(window.setTimeout(opening, PATIENCE_MS));
  }

  /* A reader is back where the page stands, before another one came. */
  function stay() {
    still();
    goToPlace();
  }

  function stands() {
    return host().dataset.address === address();
  }

  host().dataset.address = address(); // as the browser writes it: the server has decoded it
  window.penumbra = {
    go: go, stay: stay, stands: stands, address: address, ready: ready, missed: missed, tell: tell,
  };

  function tellOfNewer(was, is) {
    if (is === was || is === own || /^none /.test(was) || /^none /.test(is)) return;
    var now = is.split(" "); // snapshot, statements, day: a new day is no news
    var then = was.split(" ");
    if (now[0] !== then[0]) tell("news", said("Newer", clock()));
    else if (now[1] !== then[1]) tell("news", said("Contested", clock()));
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    penumbra: {
      /* A page came. One that was asked for before the reader went on is let go. */
      arrived: function (page) {
        if (!page || page.address !== address()) return;
        var was = host().dataset.version;
        still();
        found();
        if (!stands()) {
          turn(page);
          return;
        }
        renew(page);
        tellOfNewer(was, page.version);
      },

      /* Asks for the version alone; a changed one makes the page draw itself again. */
      poll: async function () {
        if (document.hidden) return;
        var was = host().dataset.version;
        var latest = await newest();
        if (latest === null) {
          missed();
          return;
        }
        found();
        if (waiting.length || host().dataset.version !== was) return; // it is being asked for
        var moves = host().querySelector("[data-renew]"); // a page of what happens now
        if (latest !== was || moves || !stands()) ask();
      },

      /* What became of a contestation. */
      answered: function (answer) {
        if (!answer) return;
        document.dispatchEvent(new CustomEvent("penumbra:answered", { detail: answer }));
        if (!answer.version) return;
        own = answer.version;
        ask();
        tell("news", answer.text);
      },
    },
  });
})();
