/* Sends what a reader contests, and keeps what they are writing until it is taken down. */
(function () {
  "use strict";
  var KEPT = ["speaker", "says", "principle", "blocks"]; // never the token
  var GIVEN_UP_MS = 20000;
  var drafts = {}; // also where storage is switched off
  var sent = null; // what the last statement was about
  var sending = 0; // the timer of one that is under way: a second click is not a second statement
  var later = 0;

  function form() {
    return document.querySelector("form[data-contest]");
  }

  function key(target) {
    return "penumbra-draft " + target;
  }

  function fields(held) {
    return Object.fromEntries(new FormData(held));
  }

  function store(change) {
    try {
      return change(window.sessionStorage);
    } catch (e) {
      return null; // storage is switched off: a draft then lasts as long as the document
    }
  }

  function restore() {
    var held = form();
    if (!held) return;
    var target = held.dataset.contest;
    var draft = drafts[target] || store(function (storage) {
      return JSON.parse(storage.getItem(key(target)));
    });
    if (!draft) return;
    KEPT.forEach(function (name) {
      held.querySelectorAll('[name="' + name + '"]').forEach(function (one) {
        if (!(name in draft)) return;
        if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === draft[name];
        else one.value = draft[name];
      });
    });
  }

  document.addEventListener("input", function (event) {
    var held = event.target instanceof Element && event.target.closest("form[data-contest]");
    if (!held) return;
    var draft = fields(held);
    delete draft.token;
    drafts[held.dataset.contest] = draft;
    store(function (storage) { storage.setItem(key(held.dataset.contest), JSON.stringify(draft)); });
  });

  function over() {
    window.clearTimeout(sending);
    sending = 0;
  }

  function unanswered() {
    over();
    window.penumbra.missed();
    var held = form();
    if (!held || held.dataset.contest !== sent) return;
    window.penumbra.tell("contest-answer", document.getElementById("lost").textContent);
  }

  document.addEventListener("submit", function (event) {
    var held = event.target;
    if (!held.matches("[data-contest]")) return;
    event.preventDefault();
    window.clearTimeout(later);
    if (sending) return;
    if (!window.penumbra.ready()) {
      later = window.setTimeout(function () { held.requestSubmit(); }, 300);
      return;
    }
    sent = held.dataset.contest;
    sending = window.setTimeout(unanswered, GIVEN_UP_MS);
    var data = JSON.stringify(Object.assign(fields(held), { target: sent }));
    window.dash_clientside.set_props("contest", { data: data });
  });

  /* The reader may have gone on meanwhile: what stands in another form is not touched. */
  document.addEventListener("penumbra:answered", function (event) {
    over();
    var held = form();
    var here = held && held.dataset.contest === sent;
    if (!event.detail.version) {
      window.penumbra.tell(here ? "contest-answer" : "news", event.detail.text);
      return;
    }
    delete drafts[sent];
    store(function (storage) { storage.removeItem(key(sent)); });
    if (here) held.reset();
  });
  document.addEventListener("penumbra:page", restore);
  document.addEventListener("DOMContentLoaded", restore);
})();
