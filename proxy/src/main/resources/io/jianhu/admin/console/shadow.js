// What rules that are not enforced would have done. Reading it is put on record, so it is read when a person asks.

import { badge, foreign, make, toast } from "./page.js";
import { read } from "./wire.js";
import { say, sayMoment, sayOf } from "./words.js";

export function shadowSection() {
  const place = make("div", { class: "shadow-rows" });
  const button = make("button", { type: "button", class: "plain", onclick: show }, say("shadowRead"));

  async function show() {
    button.disabled = true;
    try {
      const report = await read("/api/policy/shadow");
      place.replaceChildren(
        make("p", { class: "quiet" }, say("shadowSince", sayMoment(report.since))),
        ...(report.rows.length === 0 ? [make("p", { class: "empty" }, say("shadowNone"))] : report.rows.map(row)),
      );
      button.textContent = say("shadowAgain");
    } catch (failure) {
      toast(failure.status === 403 ? say("forbidden") : say("failed", failure.message || say("offline")), true);
    } finally {
      button.disabled = false;
    }
  }

  return make(
    "section",
    { class: "card shadow-report", "aria-label": say("shadow") },
    make("div", { class: "headline" }, make("h3", {}, say("shadow")), make("div", { class: "buttons aside" }, button)),
    make("p", { class: "quiet" }, say("shadowHint")),
    place,
  );
}

function row(entry) {
  return make(
    "article",
    { class: "shadow-row" },
    make(
      "div",
      { class: "headline" },
      make("code", {}, entry.rule),
      make("strong", {}, sayOf(entry.title)),
      badge(`mode ${entry.mode}`, say(`modes.${entry.mode}`)),
      make("span", { class: "quiet" }, entry.robot),
    ),
    make(
      "p",
      {},
      say("shadowWould", say(`actions.${entry.action}`), entry.exchanges, entry.hits),
      make("span", { class: "quiet" }, ` ${sayMoment(entry.first)} – ${sayMoment(entry.last)}`),
    ),
    make(
      "p",
      { class: "quiet" },
      say("shadowInstead"),
      Object.entries(entry.decisions)
        .map(([decision, count]) => `${say(`decisions.${decision}`)} ${count}`)
        .join(" · "),
    ),
    make("ul", { class: "samples" }, entry.samples.map(sample)),
  );
}

function sample(one) {
  const words = foreign(one.words.slice(0, one.start), "q");
  words.append(make("mark", {}, one.words.slice(one.start, one.end)), one.words.slice(one.end));
  return make("li", {}, badge(one.side, say(`sides.${one.side}`)), words);
}
