// The live queue of tickets, and beside it the case that is open.

import { announce, badge, make } from "./page.js";
import { bindKeys } from "./keys.js";
import { read } from "./wire.js";
import { say, sayDuration, sayOf } from "./words.js";
import { openTicket } from "./ticket.js";

const ORDER = ["critical", "high", "medium", "low", "info"];

/** Shows the queue in a place; returns what the page does on an event, every second, and when it is left. */
export function showQueue(place, me) {
  let tickets = [];
  let skew = 0;
  let view = "open";
  let chosen = new URLSearchParams(location.hash.split("?")[1] ?? "").get("ticket");
  let open = null;

  const counts = make("div", { class: "counts", role: "group", "aria-label": say("filter") });
  const list = make("ul", { class: "tickets" });
  const aside = make("section", { class: "list", "aria-label": say("queue") }, counts, list);
  const detail = make("section", { class: "detail", tabindex: "-1", "aria-label": say("ticket") });
  const panes = make("div", { class: "panes" }, aside, detail);
  place.replaceChildren(panes);
  list.append(make("li", { class: "empty" }, say("loading")));
  showNothing();

  const mine = (ticket) => ticket.holder !== null && ticket.holder === (me.guardian ?? me.name);
  const views = {
    open: () => true,
    waiting: (ticket) => ticket.state === "queued",
    mine,
  };

  function now() {
    return Date.now() + skew;
  }

  async function refresh(background) {
    let answer;
    try {
      answer = await read("/api/tickets", { background });
    } catch (failure) {
      if (failure.status === 403) {
        list.replaceChildren(make("li", { class: "empty" }, say("forbidden")));
      }
      return;
    }
    const known = new Set(tickets.map((ticket) => ticket.name));
    skew = Date.parse(answer.now) - Date.now();
    tickets = answer.tickets.sort(byUrgency);
    if (background) {
      tickets
        .filter((ticket) => ticket.open && !known.has(ticket.name))
        .forEach((ticket) => announce(say("newTicket", ticket.name)));
    }
    draw();
  }

  function draw() {
    counts.replaceChildren(
      ...Object.keys(views).map((name) =>
        make(
          "button",
          {
            type: "button",
            class: "tab",
            "aria-pressed": view === name ? "true" : "false",
            onclick: () => {
              view = name;
              draw();
            },
          },
          say(name),
          make("span", { class: "number" }, String(tickets.filter(views[name]).length)),
        ),
      ),
    );
    const focused = document.activeElement?.dataset?.ticket;
    const shown = tickets.filter(views[view]);
    list.replaceChildren(
      ...(shown.length === 0
        ? [make("li", { class: "empty" }, make("strong", {}, say("emptyQueue")), make("span", {}, say("emptyQueueHint")))]
        : shown.map(row)),
    );
    if (focused) {
      list.querySelector(`[data-ticket="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    tick();
  }

  function row(ticket) {
    const title = ticket.why[0] ? ticket.why[0] : null;
    return make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          class: `ticket ${ticket.severity}`,
          "data-ticket": ticket.name,
          "aria-current": ticket.name === chosen ? "true" : null,
          onclick: () => choose(ticket.name, true),
        },
        make(
          "span",
          { class: "line" },
          badge(`severity ${ticket.severity}`, say(`severity.${ticket.severity}`)),
          make("span", { class: "name" }, ticket.name),
          badge(`state ${ticket.open ? "open" : "over"}`, say(`state.${ticket.state}`)),
        ),
        make("span", { class: "what" }, title ? sayTitle(title) : say("byRequest")),
        make(
          "span",
          { class: "line small" },
          make("span", {}, ticket.robot),
          make("span", { class: "age", "data-opened": ticket.opened, "data-open": ticket.due ? "1" : "" }),
          make("span", { class: "due", "data-due": ticket.open && ticket.due ? ticket.due : "" }),
        ),
      ),
    );
  }

  function choose(name, byHand) {
    chosen = name;
    history.replaceState(null, "", `#queue?ticket=${encodeURIComponent(name)}`);
    for (const button of list.querySelectorAll("[data-ticket]")) {
      if (button.dataset.ticket === name) {
        button.setAttribute("aria-current", "true");
        if (!byHand) {
          button.focus();
        }
      } else {
        button.removeAttribute("aria-current");
      }
    }
    panes.classList.add("chosen");
    open?.leave();
    open = openTicket(detail, name, me, { changed: () => refresh(false), left: leaveTicket });
  }

  function leaveTicket() {
    chosen = null;
    open?.leave();
    open = null;
    history.replaceState(null, "", "#queue");
    panes.classList.remove("chosen");
    showNothing();
    draw();
  }

  function showNothing() {
    detail.replaceChildren(make("p", { class: "empty" }, say("choose")));
  }

  function move(step) {
    const shown = tickets.filter(views[view]);
    if (shown.length === 0) {
      return;
    }
    const at = shown.findIndex((ticket) => ticket.name === chosen);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + step));
    choose(shown[next].name, false);
  }

  function tick() {
    for (const element of place.querySelectorAll("[data-opened]")) {
      element.textContent = element.dataset.open ? say("age", sayDuration(now() - Date.parse(element.dataset.opened))) : "";
    }
    for (const element of place.querySelectorAll("[data-due]")) {
      drawDue(element);
    }
  }

  function drawDue(element) {
    if (!element.dataset.due) {
      return;
    }
    const left = Date.parse(element.dataset.due) - now();
    element.textContent = left >= 0 ? say("dueIn", sayDuration(left)) : say("overdue", sayDuration(-left));
    const late = left < 0;
    if (late && !element.classList.contains("late") && element.dataset.counted) {
      announce(element.textContent, true);
    }
    element.dataset.counted = "1";
    element.classList.toggle("late", late);
    element.classList.toggle("soon", !late && left < 60_000);
  }

  bindKeys({
    j: () => move(1),
    k: () => move(-1),
    c: () => open?.claim(),
    a: () => open?.answer(),
  });

  refresh(false).then(() => {
    if (chosen) {
      choose(chosen, true);
    }
  });

  return {
    event: (kind, data) => {
      if (kind === "ticket" || kind === "reset") {
        refresh(true);
        if (kind === "reset" || data.ticket === chosen) {
          open?.refresh();
        }
      }
    },
    tick,
    leave: () => {
      open?.leave();
      bindKeys({});
    },
  };
}

function byUrgency(one, other) {
  if (one.open !== other.open) {
    return one.open ? -1 : 1;
  }
  const severity = ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity);
  return severity !== 0 ? severity : one.opened.localeCompare(other.opened);
}

function sayTitle(why) {
  return why.title ? sayOf(why.title) : why.rule;
}
