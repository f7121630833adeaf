import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:http";
import type { Socket } from "node:net";
import { after, afterEach, before, describe, it } from "mocha";
import { Backends } from "../../cli/src/serve/backends";
import { Endpoint } from "../../cli/src/serve/endpoint";
import { splitCommand } from "../../cli/src/serve/splitCommand";
import { RouteTable, routesOf } from "../../server/src/serve";
import { fetchFrom, rawFrom, ServedApi } from "../support/servedApi";
import { rest, restResponse } from "../support/simulations";
import { Workspace } from "./apigw";

const json = (value: unknown): string => JSON.stringify(value);

const HOST = "Host: localhost\r\n";

const files = {
  "put-integration.json": json(
    rest({
      httpMethod: "ANY",
      requestTemplates: {
        "application/json": `{"statusCode": 200}
#set($context.responseOverride.header.X-Echo = $input.params('echo'))
#if($input.params('status') != "")#set($context.responseOverride.status = $input.params('status'))#end`,
        "text/bomb": `#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end`,
      },
    }),
  ),
  "put-integration-response.json": json(
    restResponse({ httpMethod: "ANY", responseTemplates: { "application/json": "$input.params('q')" } }),
  ),
};

describe("apigw serve with hostile requests", () => {
  const workspace = new Workspace(files);
  let api: ServedApi;

  before(async () => {
    api = await ServedApi.start(workspace.folder, [...Object.keys(files), "--milliseconds=300"]);
  });
  afterEach(async () => {
    assert.equal((await api.fetch("/?q=alive")).text, "alive");
  });
  after(() => ServedApi.stopAll());

  const BAD_REQUEST = /^HTTP\/1\.1 400 Bad Request\r\n.*\r\n\r\n\{"message":"Bad Request"\}$/s;

  for (const [what, text] of [
    ["something that is not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
    ["a request line without a version", "GET /\r\n\r\n"],
    ["an unknown method", `FETCH / HTTP/1.1\r\n${HOST}\r\n`],
    ["an unknown version", `GET / HTTP/3.7\r\n${HOST}\r\n`],
    ["a path with a line break", `GET /a\rb HTTP/1.1\r\n${HOST}\r\n`],
    ["a header without a colon", `GET / HTTP/1.1\r\n${HOST}X\r\n\r\n`],
    ["a blank before a colon", `GET / HTTP/1.1\r\n${HOST}X : 1\r\n\r\n`],
    ["a null in a header", `GET / HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n`],
    ["a negative length", `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`],
    ["two lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    [
      "a length together with chunks",
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ["an unknown transfer encoding", `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip\r\n\r\n`],
    ["a bad chunk size", `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["an asterisk as its target", `OPTIONS * HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ] as const) {
    it(`answers ${what} with 400`, async () => assert.match(await api.raw(text), BAD_REQUEST));
  }

  it("answers too many headers with 431, and too large a body with 413", async () => {
    const headers = await api.raw(`GET / HTTP/1.1\r\n${HOST}X: ${"x".repeat(11_000)}\r\n\r\n`);
    assert.match(headers, /^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    const line = await api.raw(`GET /${"x".repeat(11_000)} HTTP/1.1\r\n${HOST}\r\n`);
    assert.match(line, /^HTTP\/1\.1 431 /);
    const size = 10 * 1024 * 1024;
    // A connection that ends with the response may end before the client has sent everything.
    const agent = new Agent({ keepAlive: true });
    const whole = await api.fetch("/", { method: "POST", body: Buffer.alloc(size, "x") });
    assert.equal(whole.status, 200);
    const larger = await api.fetch("/", { method: "POST", body: Buffer.alloc(size + 1, "x"), agent });
    assert.deepEqual([larger.status, larger.text], [413, '{"message":"Request Too Long"}']);
    const chunks = Array.from({ length: 11 }, () => "x".repeat(1024 * 1024));
    assert.equal((await api.fetch("/", { method: "POST", chunks, agent })).status, 413);
    agent.destroy();
    const said = await api.raw(
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 99999999999\r\nConnection: close\r\n\r\n`,
    );
    assert.match(said, /^HTTP\/1\.1 413 /);
  }).timeout(20_000);

  it("takes targets with a host, old clients, and pipelined requests", async () => {
    const absolute = await api.raw(
      `GET http://example.com/?q=1 HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    );
    assert.match(absolute, /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n1$/s);
    assert.match(await api.raw("GET /?q=2 HTTP/1.0\r\n\r\n"), /^HTTP\/1\.[01] 200 OK\r\n.*\r\n\r\n2$/s);
    const both = await api.raw(
      `GET /?q=one HTTP/1.1\r\n${HOST}\r\nGET /?q=two HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    );
    assert.match(both, /\r\n\r\noneHTTP\/1\.1 200 OK\r\n.*\r\n\r\ntwo$/s);
  });

  it("treats an upgrade to something else as an ordinary request", async () => {
    const answer = await api.raw(
      `GET /?q=plain HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nplain$/s);
    assert.equal(await api.raw(`CONNECT example.com:443 HTTP/1.1\r\n${HOST}\r\n`), "");
  });

  it("never lets a value add headers", async () => {
    const answer = await api.fetch("/?echo=a%0d%0aSet-Cookie:%20b=1&q=x");
    assert.equal(answer.text, "x");
    assert.equal(answer.headers["set-cookie"], undefined);
    assert.equal(answer.headers["x-echo"], undefined);
    assert.equal((await api.fetch("/?echo=%C3%BC%E2%82%AC")).status, 200);
  });

  it("ends every response, whatever its status", async () => {
    for (const [status, expected] of [
      ["100", 500],
      ["101", 500],
      ["204", 204],
      ["304", 304],
      ["599", 599],
      ["999", 200],
    ] as const) {
      assert.equal((await api.fetch(`/?status=${status}`)).status, expected, status);
    }
  });

  it("ends a bomb within its time", async () => {
    const answer = await api.fetch("/", {
      method: "POST",
      body: "x",
      headers: { "Content-Type": "text/bomb" },
    });
    assert.equal(answer.status, 500);
    await api.printed(/error VTL-/);
  });

  it("survives queries, headers and paths of any shape", async () => {
    const queries = [
      "&&&",
      "=",
      "a",
      "%",
      "%zz=%",
      "__proto__=1&constructor=2&toString",
      `q=${"%20".repeat(2000)}`,
    ];
    for (const query of queries) assert.equal((await api.fetch(`/?${query}`)).status, 200, query);
    for (const path of [
      "//",
      "/%00",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/../../etc/passwd",
      "/{id}",
      "/$default",
    ]) {
      assert.ok([200, 403].includes((await api.fetch(path)).status), path);
    }
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`X-${index}`, "1"]));
    assert.equal((await api.fetch("/", { headers: { ...many, __proto__: "1" } })).status, 200);
  });

  it("survives clients that go away", async () => {
    for (const text of [
      "",
      "G",
      `GET / HTTP/1.1\r\n${HOST}`,
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\nab`,
    ]) {
      const socket = api.connect();
      await once(socket, "connect");
      socket.end(text);
      socket.destroy();
    }
    const answers = Array.from({ length: 200 }, () => {
      const socket = api.connect();
      socket.on("error", () => undefined);
      socket.write(`GET /?q=x HTTP/1.1\r\n${HOST}\r\n`);
      return once(socket, "data").then(() => socket.resetAndDestroy());
    });
    await Promise.all(answers);
  });
});

describe("a served connection", () => {
  it("is closed if its client is slow", async () => {
    const { routes } = routesOf(Object.entries(files).map(([path, text]) => ({ path, text })));
    const lines: string[] = [];
    const endpoint = new Endpoint(
      { table: new RouteTable(routes), samplesOf: () => ({}) },
      {
        port: 0,
        host: "127.0.0.1",
        backends: new Backends({ responses: new Map() }),
        log: { lines: () => undefined, note: (line) => lines.push(line) },
        variables: new Map(),
        milliseconds: 1000,
        timeouts: { headers: 50, request: 100, keepAlive: 50, interval: 10 },
      },
    );
    const { port } = await endpoint.listen();
    const timedOut = /^HTTP\/1\.1 408 Request Timeout\r\n/;
    assert.match(await rawFrom(port, "GET / HTTP/1.1\r\nHost: loc"), timedOut);
    assert.match(await rawFrom(port, `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\n\r\nab`), timedOut);
    // Nothing follows the first request.
    assert.match(
      await rawFrom(port, `GET /?q=x HTTP/1.1\r\n${HOST}\r\n`),
      /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nx$/s,
    );
    assert.equal((await fetchFrom(port, "/?q=y")).text, "y");
    await endpoint.close();
    assert.deepEqual(lines, []);
  });
});

describe("a command line", () => {
  for (const [text, words] of [
    ["node a.mjs", ["node", "a.mjs"]],
    ["  \"my node\"  'a b'c ", ["my node", "a bc"]],
    ["a \"\" ''", ["a", "", ""]],
    ["a\\ b \\\" 'c\\'", ["a b", '"', "c\\"]],
    ['"a\\"b" "C:\\dir\\x"', ['a"b', "C:\\dir\\x"]],
    ["a; $(b) `c` > d | e && f", ["a;", "$(b)", "`c`", ">", "d", "|", "e", "&&", "f"]],
    ["", []],
    ['a "b', undefined],
    ["a 'b", undefined],
  ] as const) {
    it(`is split without a shell: ${text}`, () => assert.deepEqual(splitCommand(text), words));
  }
});

describe("apigw serve with many connections", () => {
  const workspace = new Workspace(files);
  const WANTED = 10_000;
  const AT_ONCE = 500;
  after(() => ServedApi.stopAll());

  it(`keeps ${WANTED} connections alive, and loses no request`, async function () {
    this.timeout(60_000);
    const api = await ServedApi.start(workspace.folder, [...Object.keys(files), "--quiet"]);
    const sockets: Socket[] = [];
    const ask = async (socket: Socket, word: string): Promise<void> => {
      let answer = "";
      socket.write(`GET /?q=${word} HTTP/1.1\r\n${HOST}\r\n`);
      while (!answer.endsWith(`\r\n\r\n${word}`)) {
        const [chunk] = (await once(socket, "data")) as [Buffer];
        answer += chunk.toString("latin1");
      }
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    };
    let failed: unknown;
    while (sockets.length < WANTED && failed === undefined) {
      const opened = await Promise.allSettled(
        Array.from({ length: Math.min(AT_ONCE, WANTED - sockets.length) }, async () => {
          const socket = api.connect();
          await once(socket, "connect");
          return socket;
        }),
      );
      for (const result of opened) {
        if (result.status === "fulfilled") sockets.push(result.value);
        else failed = result.reason;
      }
    }
    // The system may allow a process fewer open files. Then as many as it does are kept.
    const isLimit = (failed as NodeJS.ErrnoException | undefined)?.code === "EMFILE";
    assert.ok(failed === undefined || isLimit, String(failed));
    console.log(`      ${sockets.length} connections`);
    for (const round of ["one", "two"]) {
      for (let start = 0; start < sockets.length; start += AT_ONCE) {
        await Promise.all(
          sockets
            .slice(start, start + AT_ONCE)
            .map((socket, index) => ask(socket, `${round}${start + index}`)),
        );
      }
    }
    assert.ok(sockets.every((socket) => !socket.destroyed && !socket.readableEnded));
    assert.equal((await api.fetch("/?q=more", { agent: new Agent() })).text, "more");
    for (const socket of sockets) socket.destroy();
    assert.equal(await api.stop(), 0);
  });
});
