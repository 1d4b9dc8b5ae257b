// Calls the gateway: JSON, the session's cookie, the token that changes must repeat.

let csrf = "";

/** A call that the gateway did not answer as hoped. */
export class CallFailed extends Error {
  constructor(status, code, message, retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

async function call(method, path, body, background) {
  const headers = {};
  if (method !== "GET") {
    headers["x-jianhu-csrf"] = csrf;
    headers["content-type"] = "application/json";
  }
  if (background) {
    headers["x-jianhu-background"] = "1";
  }
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  } catch {
    throw new CallFailed(0, "offline", "");
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const error = content.error ?? {};
    if (answer.status === 401 && path !== "/api/login") {
      document.dispatchEvent(new CustomEvent("signed-out"));
    }
    throw new CallFailed(answer.status, error.code ?? "", error.message ?? "", answer.headers.get("retry-after"));
  }
  return content;
}

/** Reads; in the background when no person asked, so that the session may still grow idle. */
export function read(path, { background = false } = {}) {
  return call("GET", path, undefined, background);
}

export function change(path, body) {
  return call("POST", path, body);
}

export async function whoAmI() {
  const me = await call("GET", "/api/me");
  csrf = me.csrf;
  return me;
}

export async function signIn(name, password) {
  const me = await call("POST", "/api/login", { name, password });
  csrf = me.csrf;
  return me;
}

export async function signOut() {
  await call("POST", "/api/logout", {});
  csrf = "";
}

/** Listens to what happens; returns a function that stops it. */
export function listen({ onEvent, onState }) {
  const source = new EventSource("/api/events");
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  for (const name of ["ticket", "policy", "robot", "reset"]) {
    source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
  }
  source.addEventListener("signed-out", () => {
    source.close();
    document.dispatchEvent(new CustomEvent("signed-out"));
  });
  return () => source.close();
}
