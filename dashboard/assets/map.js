/* Maps by keyboard and hand: one stop of the Tab key, arrows from area to area, and a closer look.
   The map itself is the server's drawing; only what part of it is seen changes here. */
(function () {
  "use strict";
  var STEP = 1.5;
  var CLOSEST = 12;

  function said(name) {
    return document.getElementById("page").dataset["said" + name];
  }

  function links(svg) {
    return Array.from(svg.querySelectorAll("a[href]"));
  }

  function middle(link) {
    var box = link.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  /* The nearest area in a direction: what lies aside counts double. */
  function next(svg, from, dx, dy) {
    var here = middle(from);
    var best = null;
    var least = Infinity;
    links(svg).forEach(function (one) {
      if (one === from) return;
      var there = middle(one);
      var along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      var aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along <= 0.5 || along + 2 * aside >= least) return;
      least = along + 2 * aside;
      best = one;
    });
    return best;
  }

  function hold(svg, link) {
    links(svg).forEach(function (one) { one.setAttribute("tabindex", one === link ? "0" : "-1"); });
  }

  function view(svg) {
    return svg.getAttribute("viewBox").split(" ").map(Number);
  }

  /* Which part of each map of a page is seen outlasts a page that is drawn again. */
  var seen = { path: "", parts: new Map() };

  function number(svg) {
    return Array.from(document.querySelectorAll(".svg-map svg")).indexOf(svg);
  }

  /* Shows a part of the whole; never more than there is, and never so little that it says nothing. */
  function show(svg, x, y, width) {
    var whole = svg.dataset.whole.split(" ").map(Number);
    var w = Math.max(whole[2] / CLOSEST, Math.min(whole[2], width));
    var h = (w * whole[3]) / whole[2];
    x = Math.max(whole[0], Math.min(whole[0] + whole[2] - w, x));
    y = Math.max(whole[1], Math.min(whole[1] + whole[3] - h, y));
    svg.setAttribute("viewBox", [x, y, w, h].join(" "));
    seen.parts.set(number(svg), [svg.dataset.whole, x, y, w]);
    svg.closest(".svg-map").classList.toggle("is-near", w < whole[2]);
  }

  /* Where the middle of an area is on the map. */
  function place(svg, link) {
    var now = view(svg);
    var frame = svg.getBoundingClientRect();
    var spot = middle(link);
    return {
      x: now[0] + ((spot.x - frame.left) / frame.width) * now[2],
      y: now[1] + ((spot.y - frame.top) / frame.height) * now[3],
    };
  }

  /* What holds the focus must be seen: a closer look moves with it. */
  function follow(svg, link) {
    var now = view(svg);
    var at = place(svg, link);
    var inside = at.x > now[0] && at.x < now[0] + now[2] && at.y > now[1] && at.y < now[1] + now[3];
    if (!inside) show(svg, at.x - now[2] / 2, at.y - now[3] / 2, now[2]);
  }

  function nearer(svg, factor) {
    var now = view(svg);
    var at = { x: now[0] + now[2] / 2, y: now[1] + now[3] / 2 };
    var held = svg.contains(document.activeElement) && document.activeElement;
    if (held) {
      at = place(svg, held);
    }
    var width = now[2] / factor;
    show(svg, at.x - width / 2, at.y - ((width * now[3]) / now[2]) / 2, width);
  }

  function pan(svg, dx, dy) {
    var now = view(svg);
    show(svg, now[0] + (dx * now[2]) / 5, now[1] + (dy * now[3]) / 5, now[2]);
  }

  function whole(svg) {
    var all = svg.dataset.whole.split(" ").map(Number);
    show(svg, all[0], all[1], all[2]);
  }

  var WAYS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };

  function pressed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    var svg = event.currentTarget;
    var way = WAYS[event.key];
    if (way && event.shiftKey) pan(svg, way[0], way[1]);
    else if (way) {
      var from = event.target.closest("a[href]");
      var to = from && next(svg, from, way[0], way[1]);
      if (to) {
        hold(svg, to);
        to.focus({ preventScroll: true });
      }
    } else if (event.key === "+" || event.key === "=") nearer(svg, STEP);
    else if (event.key === "-") nearer(svg, 1 / STEP);
    else if (event.key === "0") whole(svg);
    else return;
    event.preventDefault();
  }

  function button(svg, sign, name, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", said(name));
    made.title = said(name);
    made.addEventListener("click", function () { act(svg); });
    return made;
  }

  function prepare(svg) {
    if (svg.dataset.whole || !links(svg).length) return;
    svg.dataset.whole = svg.getAttribute("viewBox");
    hold(svg, links(svg)[0]);
    svg.addEventListener("keydown", pressed);
    svg.addEventListener("focusin", function (event) {
      var link = event.target.closest("a[href]");
      if (!link) return;
      hold(svg, link);
      follow(svg, link);
    });
    var tools = document.createElement("div");
    tools.className = "map-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", said("Map"));
    tools.append(
      button(svg, "+", "Nearer", function (one) { nearer(one, STEP); }),
      button(svg, "−", "Farther", function (one) { nearer(one, 1 / STEP); }),
      button(svg, "○", "Whole", whole)
    );
    var hint = document.createElement("p");
    hint.className = "map-hint";
    hint.textContent = said("Keys");
    var foot = document.createElement("div");
    foot.className = "map-foot";
    foot.append(hint, tools);
    svg.closest(".svg-map").append(foot);
    var part = seen.parts.get(number(svg));
    if (part && part[0] === svg.dataset.whole) show(svg, part[1], part[2], part[3]);
  }

  function prepareAll() {
    if (seen.path !== window.location.pathname) {
      seen = { path: window.location.pathname, parts: new Map() };
    }
    document.querySelectorAll(".svg-map svg").forEach(prepare);
  }

  document.addEventListener("penumbra:page", prepareAll);
  document.addEventListener("DOMContentLoaded", prepareAll);
})();
