/* Loaded in the head, before anything is painted: the theme a reader chose, else the machine's. */
(function () {
  "use strict";
  var key = "penumbra-theme";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var paper = window.matchMedia("print"); // which is white
  var chosen = kept();

  function kept() {
    try {
      return window.localStorage.getItem(key);
    } catch (e) {
      return null; // storage is switched off: the machine's theme holds
    }
  }

  function show() {
    var theme = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = paper.matches ? "light" : theme;
  }

  show();
  dark.addEventListener("change", show);
  paper.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem(key, chosen);
    } catch (e) {
      /* the choice then lasts as long as the page */
    }
    show();
  });
})();
