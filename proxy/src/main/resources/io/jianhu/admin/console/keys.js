// Keys that work anywhere but in a field.

import { ask, make } from "./page.js";
import { say } from "./words.js";

let actions = {};

/** Replaces what the keys do: an object from key to function. */
export function bindKeys(next) {
  actions = next;
}

export function showKeys() {
  const list = make(
    "dl",
    { class: "keys" },
    say("keyList").map(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
  );
  return ask({ title: say("keys"), body: list, confirm: say("gotIt") });
}

document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && inField && !event.target.closest("dialog")) {
    event.target.blur();
    return;
  }
  if (inField || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const action = event.key === "?" ? showKeys : actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
