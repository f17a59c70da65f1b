/* Links and searches within the city change the address without a new document; a click with a
   modifier key keeps its meaning, and before Dash is ready links are plain links. */
(function () {
  "use strict";
  window.history.scrollRestoration = "manual";

  var OTHERS = /^\/(wall|language|siting\.csv)(\/|$)/; // documents of their own, and files

  function ready() {
    return window.penumbra && window.penumbra.ready();
  }

  function elsewhere(link, to) {
    return (
      to.origin !== window.location.origin ||
      OTHERS.test(to.pathname) ||
      link.hasAttribute("download") ||
      link.hasAttribute("target") ||
      link.closest("[data-plain]")
    );
  }

  function go(href) {
    var before = window.penumbra.address();
    window.history.replaceState({ top: window.scrollY }, "");
    window.history.pushState(null, "", href);
    if (window.penumbra.address() !== before) window.penumbra.go();
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link || !ready()) return;
    var to = new URL(link.getAttribute("href"), window.location.href);
    var same = to.pathname + to.search === window.penumbra.address();
    if (same && to.hash) {
      window.history.replaceState({ top: window.scrollY }, "");
      return; // the browser goes there by itself
    }
    if (elsewhere(link, to)) return;
    event.preventDefault();
    go(to.href);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-search]") || !ready()) return;
    event.preventDefault();
    var query = new URLSearchParams(window.location.search);
    new FormData(form).forEach(function (value, name) {
      if (String(value).trim()) query.set(name, String(value).trim());
      else query.delete(name);
    });
    var text = query.toString();
    go(window.location.pathname + (text ? "?" + text : "") + window.location.hash);
  });

  window.addEventListener("pagehide", function () {
    window.history.replaceState({ top: window.scrollY }, "");
  });

  document.addEventListener("DOMContentLoaded", function () {
    var held = window.history.state;
    if (held && held.top) window.scrollTo(0, held.top);
  });

  window.addEventListener("popstate", function () {
    if (window.penumbra.stands()) window.penumbra.stay();
    else if (ready()) window.penumbra.go();
    else window.location.reload();
  });
})();
