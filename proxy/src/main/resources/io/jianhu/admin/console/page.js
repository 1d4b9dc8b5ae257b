// Makes elements. Text is only ever set as text, never as markup.

/**
 * An element with attributes, event listeners ("onclick") and children (elements or texts; null is left out).
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "value") {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Words that a citizen or a model wrote: isolated, so that their direction cannot disturb the page. */
export function foreign(text, tag = "span", attributes = {}) {
  return make(tag, { dir: "auto", ...attributes }, text);
}

export function badge(kind, text) {
  return make("span", { class: `badge ${kind}` }, text);
}

export function announce(text, urgent = false) {
  const region = document.getElementById(urgent ? "assertive" : "polite");
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

/** A short message at the foot of the page, also read aloud. */
export function toast(text, urgent = false) {
  announce(text, urgent);
  document.querySelector(".toast")?.remove();
  const note = make("div", { class: urgent ? "toast urgent" : "toast", "aria-hidden": "true" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 6000);
}

/** A modal dialogue; resolves with the value of its field, or null when it was left. */
export function ask({ title, text, field, confirm, cancel, danger, body }) {
  return new Promise((resolve) => {
    const input = field
      ? make("textarea", { id: "dialog-field", rows: 3, required: true, maxlength: 500 })
      : null;
    const done = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const form = make(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          const value = input ? input.value.trim() : "yes";
          if (value) {
            done(value);
          } else {
            input.focus();
          }
        },
      },
      make("h2", { id: "dialog-title" }, title),
      text ? make("p", {}, text) : null,
      body ?? null,
      field ? make("label", { for: "dialog-field" }, field) : null,
      input,
      make(
        "div",
        { class: "buttons" },
        cancel ? make("button", { type: "button", class: "plain", onclick: () => done(null) }, cancel) : null,
        make("button", { type: "submit", class: danger ? "danger" : "primary" }, confirm),
      ),
    );
    const dialog = make("dialog", { "aria-labelledby": "dialog-title" }, form);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      done(null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
