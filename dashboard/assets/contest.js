/* Sends what a reader contests, and keeps what they are writing until it is taken down. */
(function () {
  "use strict";
  var KEPT = ["speaker", "says", "principle", "blocks"]; // never the token

  function form() {
    return document.querySelector("form[data-contest]");
  }

  function key(held) {
    return "penumbra-draft " + held.dataset.contest;
  }

  function fields(held) {
    return Object.fromEntries(new FormData(held));
  }

  function store(change) {
    try {
      change(window.sessionStorage);
    } catch (e) {
      /* storage is switched off: a draft then lasts as long as the page */
    }
  }

  function restore() {
    var held = form();
    if (!held) return;
    store(function (storage) {
      var draft = JSON.parse(storage.getItem(key(held)) || "{}");
      KEPT.forEach(function (name) {
        held.querySelectorAll('[name="' + name + '"]').forEach(function (one) {
          if (!(name in draft)) return;
          if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === draft[name];
          else one.value = draft[name];
        });
      });
    });
  }

  document.addEventListener("input", function (event) {
    var held = event.target instanceof Element && event.target.closest("form[data-contest]");
    if (!held) return;
    var draft = fields(held);
    delete draft.token;
    store(function (storage) { storage.setItem(key(held), JSON.stringify(draft)); });
  });

  document.addEventListener("submit", function (event) {
    var held = event.target;
    if (!held.matches("[data-contest]")) return;
    event.preventDefault();
    if (!window.dash_clientside || !window.dash_clientside.set_props) return;
    var sent = Object.assign(fields(held), { target: held.dataset.contest });
    window.dash_clientside.set_props("contest", { data: JSON.stringify(sent) });
  });

  document.addEventListener("penumbra:contested", function () {
    var held = form();
    if (!held) return;
    store(function (storage) { storage.removeItem(key(held)); });
    held.reset();
  });
  document.addEventListener("penumbra:page", restore);
  document.addEventListener("DOMContentLoaded", restore);
})();
