/* The wall: fetches one view after another from this server, and never two at once. */
(function () {
  "use strict";
  var wall = document.getElementById("wall");
  var lost = document.getElementById("lost");
  var given = document.body.dataset;
  var units = JSON.parse(given.units);
  var views = given.views.split(",");
  var every = Number(given.seconds) * 1000;
  var reloadAfter = Number(given.reload) * 1000;
  var started = Date.now();
  var drawn = Date.now();
  var lostSince = null;
  var shown = 0;

  function words(seconds) {
    var minutes = Math.floor(seconds / 60);
    if (minutes < 1) return many(Math.floor(seconds), "second");
    if (minutes < 120) return many(minutes, "minute");
    if (minutes < 48 * 60) return many(Math.floor(minutes / 60), "hour");
    var days = Math.floor(minutes / 1440);
    if (days < 60) return many(days, "day");
    if (days < 1096) return many(Math.round(days / 30.44), "month");
    return many(Math.round(days / 365.25), "year");
  }

  function many(count, unit) {
    return count + " " + units[unit][count === 1 ? 0 : 1];
  }

  function put(sentence, parts) {
    return sentence.replace(/\{(\w+)\}/g, function (_whole, name) { return parts[name]; });
  }

  /* Ages grow here by themselves, so that they are true also when nothing comes any more. */
  function count() {
    var passed = (Date.now() - drawn) / 1000;
    wall.querySelectorAll("[data-age]").forEach(function (one) {
      var said = words(Number(one.dataset.age) + passed * Number(one.dataset.speed));
      if (one.textContent !== said) one.textContent = said;
    });
    if (lostSince !== null) warn();
  }

  var why = "";

  function warn() {
    var since = new Date(lostSince);
    var at = ("0" + since.getHours()).slice(-2) + ":" + ("0" + since.getMinutes()).slice(-2);
    var ago = words((Date.now() - drawn) / 1000);
    var said = put(given.saidLost, { reason: why, since: at, ago: ago });
    if (lost.textContent !== said) lost.textContent = said;
    document.body.classList.add("is-lost");
  }

  function missed(reason) {
    if (lostSince === null) lostSince = Date.now();
    why = reason;
    warn();
  }

  function found() {
    lostSince = null;
    lost.textContent = "";
    document.body.classList.remove("is-lost");
  }

  async function ask(path) {
    var stop = new AbortController();
    var timer = window.setTimeout(function () { stop.abort(); }, 30000);
    try {
      var answer = await fetch(path, { cache: "no-store", signal: stop.signal });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      return { status: 0, text: "" };
    } finally {
      window.clearTimeout(timer);
    }
  }

  async function next() {
    var over = Date.now() - started >= reloadAfter;
    var view = views[(shown + 1) % views.length];
    var answer = await ask("/wall/view?view=" + encodeURIComponent(view) +
      "&lang=" + document.documentElement.lang +
      (given.at ? "&at=" + encodeURIComponent(given.at) : ""));
    if (answer.status === 200 && answer.text.indexOf("statement-text") >= 0) {
      if (over) {
        window.location.reload(); // only while the server answers: a dead page is worse than an old one
        return;
      }
      wall.innerHTML = answer.text;
      shown += 1;
      drawn = Date.now();
      document.body.dataset.refreshes = String(shown);
      found();
      count();
    } else if (answer.status === 0) {
      missed(given.saidSilent);
    } else {
      missed(put(given.saidError, { status: answer.status }));
    }
    window.setTimeout(next, every);
  }

  window.setInterval(count, 1000);
  window.setTimeout(next, every);
})();
