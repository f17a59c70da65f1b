/* Functions that Dash calls in the browser. */
(function () {
  "use strict";
  var lastPath = null;
  var lost = null;

  function clock() {
    return new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }

  function say(text) {
    window.dash_clientside.set_props("news", { children: text });
  }

  function warn(text) {
    window.dash_clientside.set_props("lost", { children: text });
  }

  function found() {
    if (lost) {
      lost = null;
      warn("");
      say("The server answers again.");
    }
  }

  function missed() {
    if (!lost) {
      lost = clock();
      warn(
        "The server has not answered since " + lost +
          ". What stands here is what it last said; newer data may exist."
      );
    }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    penumbra: {
      /* Asks for the version alone; a changed one makes the page draw itself again. */
      poll: async function (_beat, shown, asked) {
        var unchanged = window.dash_clientside.no_update;
        if (document.hidden || !shown) return unchanged;
        var latest;
        try {
          var answer = await fetch("/version", { cache: "no-store" });
          if (!answer.ok) throw new Error(String(answer.status));
          latest = (await answer.json()).version;
        } catch (error) {
          missed();
          return unchanged;
        }
        found();
        if (latest === shown || latest === asked) return unchanged;
        var same = latest.split(" ")[0] === shown.split(" ")[0];
        say(
          (same ? "Something was contested" : "A newer snapshot was published") +
            " at or before " + clock() + ". This page now shows it."
        );
        return latest;
      },

      /* After the page is drawn: its title, and the place the address points at. */
      arrived: function (title, hash, path) {
        if (title) document.title = title;
        var moved = path !== lastPath;
        var first = lastPath === null;
        lastPath = path;
        if (moved || hash !== arrivedAt) {
          arrivedAt = hash;
          window.requestAnimationFrame(function () {
            var target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
            if (target) target.scrollIntoView();
            else if (moved && !first) window.scrollTo(0, 0);
            if (moved && !first) {
              var heading = document.querySelector("main h1");
              if (heading) {
                heading.setAttribute("tabindex", "-1");
                heading.focus({ preventScroll: true });
              }
            }
          });
        }
        return window.dash_clientside.no_update;
      },

      /* One principle of seven: marks the button that was pressed. */
      choose: function () {
        var context = window.dash_clientside.callback_context;
        var pressed = context.triggered_id;
        var values = context.inputs_list[0].map(function (one) {
          return one.id.value;
        });
        if (!pressed) return [values.map(function () { return "false"; }), ""];
        return [
          values.map(function (value) { return value === pressed.value ? "true" : "false"; }),
          pressed.value,
        ];
      },

      toggle: function (clicks, held) {
        if (!clicks) return [window.dash_clientside.no_update, window.dash_clientside.no_update];
        var next = held === "true" ? "false" : "true";
        return [next, next === "true" ? "yes" : ""];
      },
    },
  });
  var arrivedAt = null;
})();
