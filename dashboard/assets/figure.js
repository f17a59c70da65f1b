/* Draws plotly's figures when they come near, and loads plotly with the first of them. */
(function () {
  "use strict";
  var loading = null;

  function plotly() {
    loading = loading || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = "/_dash-component-suites/plotly/package_data/plotly.min.js";
      script.onload = function () { done(window.Plotly); };
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }

  var near = new IntersectionObserver(
    function (seen) {
      seen.forEach(function (one) {
        if (!one.isIntersecting) return;
        near.unobserve(one.target);
        draw(one.target);
      });
    },
    { rootMargin: "600px" }
  );

  async function draw(host) {
    var held = JSON.parse(host.dataset.plotly);
    var library = await plotly();
    if (host.isConnected) library.newPlot(host, held.data, held.layout, JSON.parse(host.dataset.config));
  }

  function watch() {
    near.disconnect();
    document.querySelectorAll("[data-plotly]:not(.js-plotly-plot)").forEach(function (host) {
      near.observe(host);
    });
  }

  document.addEventListener("penumbra:page", watch);
  document.addEventListener("DOMContentLoaded", watch);
})();
