/* Links inside drawings and the search forms change the address without a new page, as other
   links do; a click with a modifier key keeps its meaning. */
(function () {
  "use strict";

  function go(href) {
    var to = new URL(href, window.location.href);
    window.dash_clientside.set_props("url", {
      pathname: to.pathname,
      search: to.search,
      hash: to.hash,
    });
  }

  document.addEventListener("click", function (event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var link = event.target instanceof Element && event.target.closest(".svg a[href]");
    if (!link) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    event.preventDefault(); // every form here is answered by the page itself
    if (!form.matches("[data-search]")) return;
    var query = new URLSearchParams(window.location.search);
    new FormData(form).forEach(function (value, name) {
      if (String(value).trim()) query.set(name, String(value).trim());
      else query.delete(name);
    });
    var text = query.toString();
    go(window.location.pathname + (text ? "?" + text : "") + window.location.hash);
  });
})();
