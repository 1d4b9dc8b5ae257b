// The policy in force: where it comes from, the step back, its rules, why the last change was refused.

import { ask, badge, make, toast } from "./page.js";
import { shadowSection } from "./shadow.js";
import { change, read } from "./wire.js";
import { say, sayMoment, sayOf } from "./words.js";

export function showPolicy(place, me) {
  const may = (...roles) => me.roles.some((role) => role === "admin" || roles.includes(role));
  const body = make("div", {}, make("p", { class: "empty" }, say("loading")));
  const rules = make("div", {});
  const shadow = may("policy-editor", "policy-approver", "auditor") ? shadowSection() : null;
  place.replaceChildren(make("h2", { class: "page-title" }, say("policy")), body, ...(shadow ? [shadow] : []), rules);

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
          fact(say("source"), say(`sources.${policy.source}`)),
          policy.serial === null ? null : fact(say("serial"), String(policy.serial)),
          policy.previous ? fact(say("previous"), make("code", {}, policy.previous)) : null,
        ),
        policy.rolledBackFrom
          ? make("p", { class: "notice" }, say("rolledBack", policy.rolledBackFrom))
          : null,
        policy.problems.length === 0 ? make("p", { class: "good" }, `✓ ${say("noProblems")}`) : problems(policy.problems),
        policy.previous && may("policy-approver")
          ? make(
              "div",
              { class: "buttons" },
              make(
                "button",
                { type: "button", class: "danger outline", onclick: () => rollBack(policy) },
                say("rollBack"),
              ),
            )
          : null,
      ),
    );
    rules.replaceChildren(
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("rules") }, table(policy.rules)),
    );
  }

  async function rollBack(policy) {
    const sure = await ask({
      title: say("rollBackTitle", policy.previous),
      text: say("rollBackText", policy.revision),
      confirm: say("rollBack"),
      cancel: say("cancel"),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      draw(await change("/api/policy/rollback", { from: policy.revision }));
      toast(say("rollBackDone", policy.previous));
    } catch (failure) {
      toast(failure.status === 403 ? say("forbidden") : say("failed", failure.message), true);
      refresh(true);
    }
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
