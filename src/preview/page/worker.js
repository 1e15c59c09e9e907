// The one line to Handbound that all tabs share. It says nothing of its own: every tab gets every snapshot.

import { line } from "./connect.js";

const ports = new Set();
let last;

const shared = line((told) => {
  last = told;
  for (const port of ports) port.postMessage(told);
});

addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === "hello") {
      ports.add(port);
      port.postMessage("here");
      if (last !== undefined) port.postMessage(last);
    }
    if (data === "bye") ports.delete(port);
    if (ports.size === 0) shared.close();
    else shared.poke();
  };
});
