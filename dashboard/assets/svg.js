/* Puts server-drawn SVG into its host, where style sheet and theme reach it. The text comes from
   this server only. */
(function () {
  "use strict";

  function fill(host) {
    host.innerHTML = host.getAttribute("data-svg");
    host.removeAttribute("data-svg");
  }

  function fillAll(root) {
    if (root.matches && root.matches("[data-svg]")) fill(root);
    if (root.querySelectorAll) root.querySelectorAll("[data-svg]").forEach(fill);
  }

  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes") {
        if (change.target.hasAttribute("data-svg")) fill(change.target);
      } else {
        change.addedNodes.forEach(fillAll);
      }
    });
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-svg"],
  });
})();
