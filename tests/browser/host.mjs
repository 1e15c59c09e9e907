// A static host such as a handbook is put on: serves a built site on this computer, compressed, with the headers that
// its `_headers` file asks for, and its 404 page.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ics": "text/calendar; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** The rules of a `_headers` file: a path, in which `*` stands for anything, and its headers on the lines below it. */
function rules(site) {
  let text = "";
  try {
    text = readFileSync(join(site, "_headers"), "utf8");
  } catch {
    return [];
  }
  const all = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const parts = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      all.push({ path: new RegExp(`^${parts.join(".*")}$`), headers: [] });
    } else {
      const [name, ...value] = line.trim().split(":");
      all.at(-1)?.headers.push([name.trim(), value.join(":").trim()]);
    }
  }
  return all;
}

/** Serves `site`; gives its address and the way to end it. */
export async function host(site) {
  const known = rules(site);
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const path = normalize(asked.endsWith("/") ? `${asked}index.html` : asked);
    let file = join(site, path);
    let status = 200;
    try {
      if (path.includes("..") || !statSync(file).isFile()) throw new Error("not a file");
    } catch {
      file = join(site, "404.html");
      status = 404;
    }
    const bytes = readFileSync(file);
    const kind = KINDS[extname(file)] ?? "application/octet-stream";
    const packs = /text|xml|svg/.test(kind);
    response.writeHead(status, {
      "Content-Type": kind,
      ...(packs ? { "Content-Encoding": "gzip" } : {}),
      ...Object.fromEntries(known.filter((rule) => rule.path.test(asked)).flatMap((rule) => rule.headers)),
    });
    response.end(packs ? gzipSync(bytes) : bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}
