// One case: why it needs a person, what was said, and what the guardian does about it.

import { ask, badge, foreign, make, toast } from "./page.js";
import { originals } from "./reveal.js";
import { change, read } from "./wire.js";
import { say, sayMoment, sayOf } from "./words.js";

/** Shows a ticket in a place; returns what keys and events may do with it. */
export function openTicket(place, name, me, { changed, left }) {
  let ticket = null;
  let draft = "";
  let isLeft = false;
  const path = `/api/tickets/${encodeURIComponent(name)}`;
  const own = originals(path, () => draw());
  place.replaceChildren(make("p", { class: "empty" }, say("loading")));

  async function refresh(background = true) {
    try {
      ticket = await read(path, { background });
      if (!mayReveal() || ticket.state === "answered") {
        own.hide();
      }
      draw();
    } catch (failure) {
      const text = failure.status === 403 ? say("forbidden") : say("failed", failure.message);
      place.replaceChildren(make("p", { class: "empty" }, text));
    }
  }

  const self = me.guardian ?? me.name;
  const works = me.roles.some((role) => ["guardian", "senior-guardian", "admin"].includes(role));
  const isMine = () => ticket.holder === self;
  const mayReveal = () => works && me.guardian && isMine() && ticket.open;
  const mayClaim = () => works && ticket.state === "queued";

  function draw() {
    if (isLeft) {
      return;
    }
    const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    place.replaceChildren(
      make(
        "header",
        { class: "case" },
        make("button", { type: "button", class: "plain back", onclick: left }, `‹ ${say("back")}`),
        make(
          "div",
          { class: "headline" },
          make("h2", {}, `${say("ticket")} ${ticket.name}`),
          badge(`severity ${ticket.severity}`, say(`severity.${ticket.severity}`)),
          badge(`state ${ticket.open ? "open" : "over"}`, say(`state.${ticket.state}`)),
          make("span", { class: "due", "data-due": ticket.open && ticket.due ? ticket.due : "" }),
        ),
        facts(),
      ),
      why(),
      transcript(),
      ...(mayReveal() ? [own.card(ticket)] : []),
      ...(ticket.answers.length > 0 ? [given()] : []),
      ...(ticket.open && works ? [work()] : []),
    );
    if (focused) {
      document.getElementById(focused)?.focus();
    }
  }

  function facts() {
    const fact = (term, value) => make("div", {}, make("dt", {}, term), make("dd", {}, value));
    return make(
      "dl",
      { class: "facts" },
      fact(say("robot"), ticket.robot),
      fact(say("opened"), sayMoment(ticket.opened)),
      fact(say("holder"), ticket.holder ?? say("nobody")),
    );
  }

  function why() {
    const reasons = ticket.why.length === 0 ? [{ rule: "", title: null }] : ticket.why;
    return make(
      "section",
      { class: "card" },
      make("h3", {}, say("why")),
      make(
        "ul",
        { class: "why" },
        reasons.map((reason) =>
          make(
            "li",
            {},
            reason.severity ? badge(`severity ${reason.severity}`, say(`severity.${reason.severity}`)) : null,
            make("span", {}, reason.title ? sayOf(reason.title) : reason.rule ? "" : say("byRequest")),
            reason.rule ? make("code", {}, reason.rule) : null,
          ),
        ),
      ),
    );
  }

  function transcript() {
    return make(
      "section",
      { class: "card" },
      make("h3", {}, say("transcript")),
      ticket.transcript.length === 0
        ? make("p", { class: "quiet" }, say("noTranscript"))
        : make(
            "ol",
            { class: "transcript" },
            ticket.transcript.map((line) =>
              make(
                "li",
                { class: line.role },
                make("span", { class: "role" }, say(`role.${line.role}`)),
                foreign(own.beside(line.text), "p"),
              ),
            ),
          ),
    );
  }

  function given() {
    return make(
      "section",
      { class: "card" },
      make("h3", {}, say("answerGiven")),
      make(
        "ol",
        { class: "transcript" },
        ticket.answers.map((answer) =>
          make(
            "li",
            { class: "given" },
            make("span", { class: "role" }, `${answer.guardian} · ${sayMoment(answer.at)}`),
            foreign(answer.text, "p"),
          ),
        ),
      ),
    );
  }

  function work() {
    if (!isMine()) {
      return make(
        "section",
        { class: "card work" },
        make("p", { class: "quiet" }, ticket.holder ? say("heldBy", ticket.holder) : say("claimFirst")),
        make(
          "div",
          { class: "buttons" },
          mayClaim()
            ? make("button", { type: "button", class: "primary", onclick: claim }, say("claim"), make("kbd", {}, "c"))
            : null,
        ),
      );
    }
    const field = make("textarea", {
      id: "answer",
      rows: 5,
      maxlength: 4000,
      "aria-describedby": "answer-hint",
      value: draft,
      oninput: () => {
        draft = field.value;
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send();
        }
      },
    });
    const canned = say("cannedTexts").map(([title, text]) =>
      make(
        "button",
        {
          type: "button",
          class: "chip",
          onclick: () => {
            field.value = text;
            draft = text;
            field.focus();
          },
        },
        title,
      ),
    );
    return make(
      "section",
      { class: "card work" },
      make("h3", {}, make("label", { for: "answer" }, say("answer"))),
      make("div", { class: "chips", role: "group", "aria-label": say("canned") }, canned),
      field,
      make("p", { id: "answer-hint", class: "quiet" }, say("answerHint")),
      make(
        "div",
        { class: "buttons" },
        make("button", { type: "button", class: "plain", onclick: close }, say("close")),
        make("button", { type: "button", class: "primary", onclick: send }, say("send")),
      ),
    );
  }

  async function act(action, body, done) {
    try {
      await change(`${path}/${action}`, { version: ticket.version, ...body });
      toast(done);
    } catch (failure) {
      if (failure.code === "version") {
        toast(say("faster"), true);
      } else {
        toast(failure.status === 403 ? say("forbidden") : say("failed", failure.message), true);
        return;
      }
    }
    await refresh();
    changed();
  }

  async function claim() {
    if (ticket && mayClaim()) {
      await act("claim", {}, say("claimed", name));
      place.querySelector("#answer")?.focus();
    }
  }

  async function send() {
    const text = draft.trim();
    if (text === "") {
      place.querySelector("#answer")?.focus();
      return;
    }
    draft = "";
    await act("answer", { text }, say("answered"));
  }

  async function close() {
    const sure = await ask({
      title: say("closeTitle", name),
      text: say("closeText"),
      confirm: say("close"),
      cancel: say("cancel"),
    });
    if (sure) {
      await act("close", {}, say("closed", name));
    }
  }

  refresh(false);

  return {
    refresh: () => refresh(true),
    claim,
    answer: () => place.querySelector("#answer")?.focus(),
    leave: () => {
      isLeft = true;
      own.hide();
    },
  };
}
