/* Draws plotly's figures when they come near, and loads plotly with the first of them. */
(function () {
  "use strict";
  var loading = null;
  var drawn = [];

  function plotly() {
    loading = loading || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = "/_dash-component-suites/plotly/package_data/plotly.min.js";
      script.onload = function () { done(window.Plotly); };
      script.onerror = function () {
        loading = null; // the next figure that comes near tries again
        failed(new Error("plotly was not loaded"));
      };
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
    try {
      var library = await plotly();
    } catch (error) {
      return; // the table beside the figure says the same
    }
    if (!host.isConnected) return;
    drawn.push(host);
    library.newPlot(host, held.data, held.layout, JSON.parse(host.dataset.config));
  }

  function watch() {
    near.disconnect();
    drawn = drawn.filter(function (host) {
      if (!host.isConnected) window.Plotly.purge(host); // else it listens to the window for ever
      return host.isConnected;
    });
    document.querySelectorAll("[data-plotly]:not(.js-plotly-plot)").forEach(function (host) {
      near.observe(host);
    });
  }

  document.addEventListener("penumbra:page", watch);
  document.addEventListener("DOMContentLoaded", watch);
})();
