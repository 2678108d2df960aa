// What the pages do beyond plain links and forms. They work without it, but for what is live.
"use strict";
(() => {
  const root = document.documentElement;

  // Colours: auto, light, dark. A cookie, so that the server writes the page in them at once.
  const themes = ["auto", "light", "dark"];
  document.getElementById("theme").addEventListener("click", (event) => {
    const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
    root.dataset.theme = next;
    event.currentTarget.setAttribute("aria-label", `Colours: ${next}. Change`);
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    say(`Colours: ${next}`);
  });

  const live = document.getElementById("live");
  function say(text) {
    live.textContent = text;
  }

  // Times in the viewer's own zone; the exact one stays to be pointed at.
  const near = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
  function localTimes(within) {
    for (const time of within.querySelectorAll("time[datetime]:not([title])")) {
      const at = new Date(time.dateTime);
      time.textContent = near.format(at);
      time.title = exact.format(at);
    }
  }
  localTimes(document);
  document.addEventListener("htmx:load", (event) => localTimes(event.detail.elt.parentElement || document));

  // "/" goes to the search, as in a terminal's pager.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // What is dangerous is asked again, in a dialog that keyboard and screen reader know.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.question || form.dataset.sure) {
      return;
    }
    event.preventDefault();
    const verb = event.submitter ? event.submitter.textContent : "Go on";
    const dialog = document.createElement("dialog");
    const text = document.createElement("p");
    text.id = "question";
    text.textContent = form.dataset.question;
    dialog.setAttribute("aria-labelledby", "question");
    const buttons = document.createElement("div");
    buttons.className = "actions";
    const no = document.createElement("button");
    no.className = "button";
    no.textContent = "Leave it";
    no.autofocus = true;
    no.addEventListener("click", () => dialog.close());
    const yes = document.createElement("button");
    yes.className = "button dangerous";
    yes.textContent = verb;
    yes.addEventListener("click", () => {
      form.dataset.sure = "yes";
      dialog.close();
      form.requestSubmit(event.submitter);
    });
    buttons.append(no, yes);
    dialog.append(text, buttons);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });

  // The slider and the text field of a time are one: both show the same second.
  for (const slider of document.querySelectorAll("[data-picks]")) {
    const field = document.getElementById(slider.dataset.picks);
    const hint = document.querySelector(`[data-local="${slider.dataset.picks}"]`);
    const show = (at) => {
      if (hint && !Number.isNaN(at.getTime())) {
        hint.textContent = exact.format(at);
        slider.setAttribute("aria-valuetext", exact.format(at));
      }
    };
    slider.addEventListener("input", () => {
      // The line is longer than what can be restored.
      slider.value = Math.min(Math.max(slider.value, slider.dataset.from), slider.dataset.to);
      const at = new Date(slider.value * 1000);
      field.value = at.toISOString().replace(".000Z", "Z");
      show(at);
    });
    field.addEventListener("input", () => {
      const at = new Date(field.value);
      if (!Number.isNaN(at.getTime())) {
        slider.value = Math.round(at.getTime() / 1000);
      }
      show(at);
    });
    show(new Date(field.value));
  }

  // A time reads differently here than on the server: what it says is the same.
  function shape(element) {
    const copy = element.cloneNode(true);
    for (const time of copy.querySelectorAll("time")) {
      time.textContent = "";
      time.removeAttribute("title");
    }
    return copy;
  }
  const same = (one, other) => shape(one).outerHTML === shape(other).outerHTML;
  const parse = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content.firstElementChild;
  };

  // Focus, what was opened and how far something was scrolled outlive a change.
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]";
  function swap(old, fresh) {
    const at = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
    const scrolled = [...old.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
    if (old.querySelector("details[open]") && fresh.querySelector("details")) {
      fresh.querySelector("details").open = true;
    }
    old.replaceWith(fresh);
    fresh.querySelectorAll(".scroll").forEach((one, i) => { one.scrollLeft = scrolled[i] || 0; });
    const again = at < 0 ? null : fresh.querySelectorAll(focusable)[at];
    if (again) {
      again.focus({ preventScroll: true });
    }
    localTimes(fresh);
  }

  // Live parts. Each event brings one element, which takes the place of the one with its id.
  function replace(html) {
    const fresh = parse(html);
    const old = fresh && document.getElementById(fresh.id);
    if (!old || same(old, fresh)) {
      return;
    }
    swap(old, fresh);
    const said = fresh.dataset.say || (fresh.classList.contains("step") ? fresh.innerText.replace(/\s+/g, " ") : "");
    if (said && !fresh.classList.contains("running")) {
      say(said);
    }
  }

  // Of a list only the rows that changed are touched; new ones come where they belong.
  function merge(html) {
    const fresh = parse(html);
    const old = fresh && document.getElementById(fresh.id);
    if (!old || same(old, fresh)) {
      return;
    }
    if (fresh.dataset.say && fresh.dataset.say !== old.dataset.say) {
      say(fresh.dataset.say);
    }
    const shell = (element) => {
      const copy = shape(element);
      copy.querySelector("[data-rows]")?.replaceChildren();
      return copy.outerHTML;
    };
    const rows = fresh.querySelector("[data-rows]");
    const there = old.querySelector("[data-rows]");
    if (!rows || !there || shell(old) !== shell(fresh)) {
      swap(old, fresh);
      return;
    }
    const known = new Map([...there.children].map((row) => [row.id, row]));
    let place = there.firstElementChild;
    for (const row of [...rows.children]) {
      let now = known.get(row.id);
      known.delete(row.id);
      if (now && !same(now, row)) {
        place = place === now ? row : place;
        swap(now, row);
        now = row;
      }
      if (now && now === place) {
        place = place.nextElementSibling;
      } else {
        there.insertBefore(now || row, place);
        localTimes(now || row);
      }
    }
    for (const row of known.values()) {
      row.remove();
    }
  }

  // Nothing changes below an open question: its button would be gone before the answer.
  const held = new Map();
  function list(html) {
    const asking = document.querySelector("dialog[open]");
    if (!asking) {
      merge(html);
      return;
    }
    if (held.size === 0) {
      asking.addEventListener("close", () => {
        held.forEach(merge);
        held.clear();
      });
    }
    held.set(parse(html).id, html);
  }

  // A page that nobody looks at holds no connection: browsers allow only six to one server.
  let source = null;
  let from = "";
  let over = false;
  function listen() {
    const place = document.querySelector("[data-live]");
    const wanted = place && !document.hidden && !over ? place.dataset.live : "";
    if (source && (wanted !== from || source.readyState === EventSource.CLOSED)) {
      source.close();
      source = null;
    }
    if (wanted && !source) {
      from = wanted;
      source = new EventSource(wanted);
      source.addEventListener("part", (event) => replace(event.data));
      source.addEventListener("list", (event) => list(event.data));
      source.addEventListener("over", () => {
        over = true;
        source.close();
        location.reload();
      });
    }
  }
  document.addEventListener("visibilitychange", listen);
  // Another search is another list.
  document.addEventListener("htmx:load", listen);
  listen();
})();
