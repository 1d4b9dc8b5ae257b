// The citizen's own values in a ticket: for a reason, on record, and only while the guardian looks at the ticket.

import { announce, foreign, make } from "./page.js";
import { change } from "./wire.js";
import { say } from "./words.js";

const SHORTEST = 5;
const LONGEST = 200;
const PLACEHOLDER = /〔[^〔〕]{1,20}·[a-z0-9]{1,12}〕/g;

/** What is shown of one ticket's values; nothing until a reason was given. */
export function originals(path, redraw) {
  let values = null;
  let reason = "";
  let problem = "";
  let busy = false;

  function hide() {
    values = null;
    reason = "";
    problem = "";
  }

  async function reveal() {
    const given = [...reason.trim()].length;
    if (given < SHORTEST || given > LONGEST) {
      problem = say("revealShort");
      redraw();
      return;
    }
    busy = true;
    try {
      values = (await change(`${path}/reveal`, { reason: reason.trim() })).values;
      reason = "";
      problem = "";
      announce(say(values.length > 0 ? "revealShown" : "revealNone"));
    } catch (failure) {
      problem = why(failure);
    }
    busy = false;
    redraw();
  }

  function card(ticket) {
    return make(
      "section",
      { class: "card reveal" },
      make("h3", {}, say("originals")),
      ...(values === null ? asking() : showing(ticket)),
    );
  }

  function asking() {
    const submit = make("button", { type: "submit", class: "quieter", disabled: busy }, say("reveal"));
    const field = make("input", {
      id: "reveal-reason",
      maxlength: LONGEST,
      autocomplete: "off",
      placeholder: say("revealPlaceholder"),
      "aria-describedby": "reveal-hint reveal-problem",
      value: reason,
      oninput: () => {
        reason = field.value;
      },
    });
    return [
      make("p", { id: "reveal-hint", class: "quiet" }, say("revealHint")),
      make(
        "form",
        {
          class: "reason",
          onsubmit: (event) => {
            event.preventDefault();
            submit.disabled = true;
            reveal();
          },
        },
        make("label", { for: "reveal-reason" }, say("revealReason")),
        field,
        submit,
        make("p", { id: "reveal-problem", class: "error", role: "alert" }, problem),
      ),
    ];
  }

  function showing(ticket) {
    const known = new Set(values.map((one) => one.placeholder));
    const written = ticket.transcript.flatMap((line) => line.text.match(PLACEHOLDER) ?? []);
    return [
      make(
        "div",
        { class: "recorded" },
        make("p", {}, say(values.length > 0 ? "revealShown" : "revealNone")),
        make(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: () => {
              hide();
              redraw();
            },
          },
          say("revealHide"),
        ),
      ),
      make(
        "dl",
        { class: "originals" },
        values.flatMap((one) => [
          make("dt", {}, make("code", {}, one.placeholder)),
          make("dd", {}, foreign(one.value, "span", { class: "original", title: one.label })),
        ]),
      ),
      written.every((placeholder) => known.has(placeholder)) ? null : make("p", { class: "quiet" }, say("revealRest")),
    ].filter((part) => part !== null);
  }

  /** A text with each shown value beside its placeholder. */
  function beside(text) {
    const pieces = [];
    let from = 0;
    while (values !== null) {
      const next = values
        .map((one) => ({ one, at: text.indexOf(one.placeholder, from) }))
        .filter(({ at }) => at >= 0)
        .sort((left, right) => left.at - right.at || right.one.placeholder.length - left.one.placeholder.length)[0];
      if (!next) {
        break;
      }
      const end = next.at + next.one.placeholder.length;
      pieces.push(text.slice(from, end), foreign(next.one.value, "span", { class: "original", title: next.one.label }));
      from = end;
    }
    return [...pieces, text.slice(from)];
  }

  return { card, beside, hide };
}

function why(failure) {
  switch (failure.status) {
    case 400:
      return say("revealShort");
    case 403:
      return say("forbidden");
    case 410:
      return say("revealGone");
    case 503:
      return say("revealUnrecorded");
    default:
      return say("failed", failure.message);
  }
}
