// What Portkey's gateway needs to be measured: the loopback address alone, idle connections kept, and answers of the
// model with headers that may be changed, without which it fails on each stream.
import {Server} from "node:net";

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...others) {
  this.keepAliveTimeout = 600_000;
  return listen.call(this, port, "127.0.0.1", ...others.filter(other => typeof other === "function"));
};

const ask = globalThis.fetch;
const Answer = globalThis.Response;
globalThis.fetch = async (...question) => {
  const {body, status, statusText, headers} = await ask(...question);
  return new Answer(body, {status, statusText, headers: new Headers(headers)});
};
