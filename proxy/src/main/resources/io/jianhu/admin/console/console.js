// The frame: sign-in, the three pages, the live connection.

import { make, toast } from "./page.js";
import { showKeys } from "./keys.js";
import { listen, signIn, signOut, whoAmI } from "./wire.js";
import { currentLanguage, say, switchLanguage } from "./words.js";
import { showPolicy } from "./policy.js";
import { showQueue } from "./queue.js";
import { showRobots } from "./robots.js";

const PAGES = { queue: showQueue, robots: showRobots, policy: showPolicy };

const app = document.getElementById("app");
let me = null;
let page = null;
let silence = () => {};

function translateDocument() {
  document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
  document.title = `${say("product")} · ${say("console")}`;
}

function languageButton(redraw) {
  return make(
    "button",
    {
      type: "button",
      class: "plain",
      onclick: () => {
        switchLanguage();
        redraw();
      },
    },
    say("language"),
  );
}

function brand() {
  return make(
    "div",
    { class: "brand" },
    make("img", { src: "/console/icon.svg", alt: "", width: 28, height: 28 }),
    make("span", {}, `${say("product")} `, make("span", { class: "soft" }, say("console"))),
  );
}

function showSignIn(message = "") {
  translateDocument();
  silence();
  page?.leave();
  page = null;
  me = null;
  const name = make("input", { id: "name", name: "name", autocomplete: "username", required: true, maxlength: 64 });
  const password = make("input", {
    id: "password",
    name: "password",
    type: "password",
    autocomplete: "current-password",
    required: true,
    maxlength: 256,
  });
  const error = make("p", { class: "error", role: "alert" }, message);
  const submit = make("button", { type: "submit", class: "primary" }, say("signIn"));
  const form = make(
    "form",
    {
      class: "card sign-in",
      onsubmit: async (event) => {
        event.preventDefault();
        submit.disabled = true;
        error.textContent = "";
        try {
          me = await signIn(name.value, password.value);
          showFrame();
        } catch (failure) {
          error.textContent =
            failure.status === 401
              ? say("signInFailed")
              : failure.status === 429
                ? say("tooMany", failure.retryAfter)
                : say("failed", failure.message || say("offline"));
          password.value = "";
          password.focus();
        } finally {
          submit.disabled = false;
        }
      },
    },
    brand(),
    make("p", { class: "quiet" }, say("tagline")),
    make("label", { for: "name" }, say("name")),
    name,
    make("label", { for: "password" }, say("password")),
    password,
    error,
    submit,
    languageButton(() => showSignIn()),
  );
  app.replaceChildren(make("main", { id: "main", class: "door" }, form));
  name.focus();
}

function showFrame() {
  translateDocument();
  document.querySelector(".toast")?.remove();
  silence();
  const link = make("span", { class: "link", role: "status" }, "");
  const place = make("main", { id: "main", tabindex: "-1" });
  const tabs = Object.keys(PAGES).map((name) => make("a", { href: `#${name}`, "data-page": name }, say(name)));
  app.replaceChildren(
    make(
      "header",
      { class: "bar" },
      brand(),
      make("nav", { "aria-label": say("console") }, tabs),
      make(
        "div",
        { class: "tools" },
        link,
        make("span", { class: "who" }, me.name),
        make("button", { type: "button", class: "plain", onclick: showKeys, title: say("keys") }, "?"),
        languageButton(showFrame),
        me.canSignOut ? make("button", { type: "button", class: "plain", onclick: leave }, say("signOut")) : null,
      ),
    ),
    place,
  );

  function open() {
    const name = location.hash.slice(1).split("?")[0];
    const known = Object.hasOwn(PAGES, name) ? name : "queue";
    for (const tab of tabs) {
      if (tab.dataset.page === known) {
        tab.setAttribute("aria-current", "page");
      } else {
        tab.removeAttribute("aria-current");
      }
    }
    page?.leave();
    page = PAGES[known](place, me);
  }

  open();
  window.onhashchange = open;
  const stop = listen({
    onEvent: (kind, data) => page?.event(kind, data),
    onState: (connected) => {
      link.textContent = connected ? say("online") : say("offline");
      link.classList.toggle("lost", !connected);
    },
  });
  const clock = setInterval(() => page?.tick(), 1000);
  silence = () => {
    stop();
    clearInterval(clock);
    window.onhashchange = null;
    silence = () => {};
  };
}

async function leave() {
  try {
    await signOut();
  } catch (failure) {
    toast(say("failed", failure.message), true);
    return;
  }
  showSignIn();
}

document.addEventListener("signed-out", () => {
  if (me) {
    showSignIn(say("signedOut"));
  }
});

try {
  me = await whoAmI();
  showFrame();
} catch {
  showSignIn();
}
