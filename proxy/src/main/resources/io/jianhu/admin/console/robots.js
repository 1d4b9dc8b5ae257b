// The robots: who is on duty, who is stopped, and the brake.

import { ask, badge, foreign, make, toast } from "./page.js";
import { change, read } from "./wire.js";
import { say, sayMoment } from "./words.js";

export function showRobots(place, me) {
  const mayBrake = me.roles.some((role) => ["guardian", "senior-guardian", "auditor", "admin"].includes(role));
  const mayRelease = me.roles.some((role) => ["senior-guardian", "admin"].includes(role));
  const cards = make("ul", { class: "robots" });
  place.replaceChildren(make("h2", { class: "page-title" }, say("robots")), cards);

  async function refresh(background) {
    try {
      draw((await read("/api/robots", { background })).robots);
    } catch (failure) {
      if (failure.status) {
        cards.replaceChildren(make("li", { class: "empty" }, say("failed", failure.message)));
      }
    }
  }

  function draw(robots) {
    cards.replaceChildren(
      ...(robots.length === 0 ? [make("li", { class: "empty" }, say("noRobots"))] : robots.map(card)),
    );
  }

  function card(robot) {
    const state = robot.brake ? "braked" : robot.status;
    const fact = (term, value) => make("div", {}, make("dt", {}, term), make("dd", {}, value));
    return make(
      "li",
      { class: "card robot" },
      make(
        "div",
        { class: "headline" },
        make("h3", {}, robot.name),
        make("code", {}, robot.id),
        badge(`duty ${state}`, say(`status.${state}`)),
      ),
      make(
        "dl",
        { class: "facts" },
        fact(say("department"), robot.department),
        fact(say("kind"), say(`kinds.${robot.type}`)),
        fact(say("level"), robot.level),
        fact(say("guardians"), robot.guardians.join("、")),
      ),
      robot.brake
        ? foreign(say("brakedBy", robot.brake.by, sayMoment(robot.brake.at), robot.brake.reason), "p", { class: "notice" })
        : null,
      robot.papers
        .filter((paper) => paper.ending)
        .map((paper) =>
          make("p", { class: "notice" }, say("paperEnding", say(`paperKinds.${paper.kind}`), paper.validUntil)),
        ),
      !robot.brake && robot.offDuty
        ? make("p", { class: "notice" }, say("offDuty", say(`offDutyReasons.${robot.offDuty}`)))
        : null,
      make("div", { class: "buttons" }, button(robot)),
    );
  }

  function button(robot) {
    if (robot.brake && robot.brake.by === me.name) {
      return make("p", { class: "quiet" }, say("samePerson"));
    }
    if (robot.brake) {
      return mayRelease
        ? make("button", { type: "button", class: "primary", onclick: () => act(robot, "release") }, say("release"))
        : null;
    }
    return mayBrake
      ? make("button", { type: "button", class: "danger outline", onclick: () => act(robot, "brake") }, say("brake"))
      : null;
  }

  async function act(robot, action) {
    const stop = action === "brake";
    const reason = await ask({
      title: say(stop ? "brakeTitle" : "releaseTitle", `${robot.name} (${robot.id})`),
      text: say(stop ? "brakeText" : "releaseText"),
      field: stop ? say("reason") : null,
      confirm: say(stop ? "confirmBrake" : "confirmRelease"),
      cancel: say("cancel"),
      danger: stop,
    });
    if (!reason) {
      return;
    }
    try {
      draw((await change(`/api/robots/${encodeURIComponent(robot.id)}/${action}`, stop ? { reason } : {})).robots);
      toast(say(stop ? "braked" : "released", robot.name));
    } catch (failure) {
      toast(failure.status === 403 ? say("forbidden") : say("failed", failure.message), true);
      refresh(true);
    }
  }

  refresh(false);
  return {
    event: (kind) => {
      if (kind !== "ticket") {
        refresh(true);
      }
    },
    tick: () => {},
    leave: () => {},
  };
}
