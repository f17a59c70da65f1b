/* Loaded in the head, before anything is painted: the theme a reader chose, else the machine's. */
(function () {
  "use strict";
  var key = "penumbra-theme";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try {
      return window.localStorage.getItem(key);
    } catch (e) {
      return null; // storage is switched off: the machine's theme holds
    }
  }

  function show() {
    var held = kept();
    var theme = held === "dark" || held === "light" ? held : dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme;
  }

  show();
  dark.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
    var next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem(key, next);
    } catch (e) {
      /* the choice then lasts as long as the page */
    }
    document.documentElement.dataset.theme = next;
  });
})();
