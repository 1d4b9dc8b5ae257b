// The policy in force: revision, rules, and why the last change was refused.

import { badge, make } from "./page.js";
import { read } from "./wire.js";
import { say, sayMoment, sayOf } from "./words.js";

export function showPolicy(place) {
  const body = make("div", {}, make("p", { class: "empty" }, say("loading")));
  place.replaceChildren(make("h2", { class: "page-title" }, say("policy")), body);

  async function refresh(background) {
    try {
      draw(await read("/api/policy", { background }));
    } catch (failure) {
      if (failure.status) {
        body.replaceChildren(make("p", { class: "empty" }, say("failed", failure.message)));
      }
    }
  }

  function draw(policy) {
    const fact = (term, value) => make("div", {}, make("dt", {}, term), make("dd", {}, value));
    body.replaceChildren(
      make(
        "section",
        { class: "card" },
        make(
          "dl",
          { class: "facts" },
          fact(say("revision"), make("code", {}, policy.revision)),
          fact(say("accepted"), sayMoment(policy.accepted)),
          fact(say("rules"), String(policy.rules.length)),
        ),
        policy.problems.length === 0 ? make("p", { class: "good" }, `✓ ${say("noProblems")}`) : problems(policy.problems),
      ),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("rules") }, table(policy.rules)),
    );
  }

  function problems(list) {
    return make(
      "div",
      { class: "notice" },
      make("strong", {}, `⚠ ${say("problems")}`),
      make(
        "ul",
        {},
        list.map((problem) =>
          make("li", {}, make("code", {}, `${problem.file}:${problem.line}:${problem.column}`), ` ${problem.message}`),
        ),
      ),
    );
  }

  function table(rules) {
    const columns = ["rule", "title", "priority", "stage", "mode", "action", "hits"];
    return make(
      "table",
      {},
      make("thead", {}, make("tr", {}, columns.map((name) => make("th", { scope: "col", class: name }, say(name))))),
      make(
        "tbody",
        {},
        rules.map((rule) =>
          make(
            "tr",
            {},
            make("td", {}, make("code", {}, rule.id)),
            make("th", { scope: "row" }, sayOf(rule.title)),
            make("td", {}, badge(`severity ${rule.severity}`, say(`severity.${rule.severity}`))),
            make("td", {}, rule.stages.map((stage) => say(`stages.${stage}`)).join("、")),
            make("td", {}, badge(`mode ${rule.mode}`, say(`modes.${rule.mode}`))),
            make("td", {}, say(`actions.${rule.action}`)),
            make("td", { class: "hits" }, String(rule.hits)),
          ),
        ),
      ),
    );
  }

  refresh(false);
  return {
    event: (kind) => {
      if (kind === "policy" || kind === "reset") {
        refresh(true);
      }
    },
    tick: () => {},
    leave: () => {},
  };
}
