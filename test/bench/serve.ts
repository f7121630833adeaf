/** Requests per second of a local endpoint, next to a bare HTTP server and to serverless-offline. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ratio, table } from "./table";

const CONNECTIONS = 50;
const WARM_UP = 2_000;
const REQUESTS = 10_000;

/** Requests with a body, so that the templates have something to do. */
const BODY = JSON.stringify({ name: "Rex", tags: ["small", "brown"], owner: { id: 7, city: "Bern" } });

const REQUEST_TEMPLATE = `#set($tags = $input.path('$.tags'))
{
  "id": "$input.params('id')",
  "name": $input.json('$.name'),
  "tags": [#foreach($tag in $tags)"$tag"#if($foreach.hasNext), #end#end],
  "city": "$util.escapeJavaScript($input.path('$.owner.city'))"
}`;

interface Load {
  /** Per second. */
  readonly rate: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests over connections that stay open, each with one request at a time. */
async function load(port: number, path: string, count: number): Promise<Load> {
  const message = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
  const times: number[] = [];
  let left = count;
  const start = performance.now();
  const run = (): Promise<void> =>
    new Promise((done, failed) => {
      const socket = connect(port, "127.0.0.1");
      let sent = 0;
      let received = "";
      const next = (): void => {
        if (left-- <= 0) {
          socket.end();
          done();
          return;
        }
        received = "";
        sent = performance.now();
        socket.write(message);
      };
      socket.on("connect", next);
      socket.on("data", (chunk: Buffer) => {
        received += chunk.toString("latin1");
        if (!isWhole(received)) return;
        if (!/^HTTP\/1\.1 20\d /.test(received)) failed(new Error(received.slice(0, 500)));
        times.push(performance.now() - sent);
        next();
      });
      socket.on("error", failed);
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, run));
  const seconds = (performance.now() - start) / 1000;
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(text) ?? [];
  return length === undefined ? text.endsWith("\r\n0\r\n\r\n") : text.length >= end + 4 + Number(length);
}

async function measured(port: number, path: string): Promise<Load> {
  await load(port, path, WARM_UP);
  return load(port, path, REQUESTS);
}

/** A process, once it has printed what says that it listens. */
async function started(
  command: string,
  args: readonly string[],
  cwd: string,
  ready: RegExp,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(command, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CI: "1" },
  });
  let output = "";
  const found = new Promise<number>((done, failed) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
      const [, port] = ready.exec(output) ?? [];
      if (port !== undefined) done(Number(port));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`exited with ${code}: ${output.trim().slice(-300)}`)));
    setTimeout(() => failed(new Error(`did not start: ${output.trim().slice(-300)}`)), 60_000).unref();
  });
  try {
    return { child, port: await found };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

const BARE = `
const body = JSON.stringify({ id: "7", name: "Rex", tags: ["small", "brown"], city: "Bern" });
require("node:http").createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    Buffer.concat(parts).toString("utf8");
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Content-Length", body.length);
    response.end(body);
  });
}).listen(0, "127.0.0.1", function () { console.log("port " + this.address().port); });
`;

const API = JSON.stringify({
  swagger: "2.0",
  info: { title: "bench", version: "1" },
  paths: {
    "/mock/{id}": {
      post: {
        responses: { 200: { description: "OK" } },
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
          responses: {
            default: { statusCode: "200", responseTemplates: { "application/json": REQUEST_TEMPLATE } },
          },
        },
      },
    },
    "/pets/{id}": {
      post: {
        responses: { 200: { description: "OK" } },
        "x-amazon-apigateway-integration": {
          type: "aws",
          httpMethod: "POST",
          uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
          requestTemplates: { "application/json": REQUEST_TEMPLATE },
          responses: {
            default: { statusCode: "200", responseTemplates: { "application/json": '$input.json("$")' } },
          },
        },
      },
    },
  },
});

const SERVERLESS = `service: bench
frameworkVersion: "3"
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
functions:
  f:
    handler: handler.f
    events:
      - http:
          method: post
          path: pets/{id}
          integration: lambda
          request:
            template:
              application/json: |
${REQUEST_TEMPLATE.replaceAll(/^/gm, "                ")}
          response:
            headers: { Content-Type: "'application/json'" }
            template: $input.json("$")
`;

const PACKAGES = ["serverless@3.40.0", "serverless-offline@13.9.0"];

/** Installs serverless-offline into a cache of its own. Returns the reason if it cannot be had. */
function installServerless(): { readonly folder: string } | { readonly reason: string } {
  const folder = resolve("node_modules", ".cache", "serverless-offline");
  const command = join(folder, "node_modules", "serverless", "bin", "serverless.js");
  if (!existsSync(command)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private": true}');
    const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    const { status, stderr } = spawnSync("npm", ["install", ...options, ...PACKAGES], {
      cwd: folder,
      encoding: "utf8",
      timeout: 240_000,
      shell: process.platform === "win32",
    });
    if (status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      return { reason: stderr?.trim().split("\n")[0] || "npm could not install it" };
    }
  }
  writeFileSync(join(folder, "serverless.yml"), SERVERLESS);
  writeFileSync(join(folder, "handler.js"), "exports.f = async (event) => event;\n");
  return { folder };
}

async function measureServerless(): Promise<Load | string> {
  const installed = installServerless();
  if ("reason" in installed) return installed.reason;
  const { folder } = installed;
  const script = join(folder, "node_modules", "serverless", "bin", "serverless.js");
  try {
    const args = [
      script,
      "offline",
      "start",
      "--httpPort=3987",
      "--lambdaPort=3988",
      "--host=127.0.0.1",
      "--noPrependStageInUrl",
    ];
    const { child, port } = await started(
      process.execPath,
      args,
      folder,
      /Server ready: http:\/\/[^:]+:(\d+)/,
    );
    try {
      return await measured(port, "/pets/7");
    } finally {
      await stop(child);
    }
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
  }
}

/** Measures each server as a process of its own, under the same load. */
export async function measureServe(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "apigw-bench-"));
  writeFileSync(join(folder, "api.json"), API);
  writeFileSync(join(folder, "api.response.json"), '{"body": {"id": "7", "name": "Rex"}}');
  writeFileSync(join(folder, "bare.cjs"), BARE);
  const cli = resolve("dist", "cli.js");
  const serve = [cli, "serve", "api.json", "--port=0"];
  const ready = /Listening on http:\/\/127\.0\.0\.1:(\d+)/;
  const rows: (readonly [string, Load])[] = [];
  const run = async (name: string, args: readonly string[], pattern: RegExp, path: string): Promise<void> => {
    const { child, port } = await started(process.execPath, args, folder, pattern);
    // A log that nobody reads would be left out.
    child.stdout?.resume();
    rows.push([name, await measured(port, path)]);
    await stop(child);
  };
  try {
    await run("a bare HTTP server of Node.js", ["bare.cjs"], /port (\d+)/, "/pets/7");
    await run("apigw serve, MOCK with a response template", [...serve, "--quiet"], ready, "/mock/7");
    await run("the same with its log", serve, ready, "/mock/7");
    await run(
      "apigw serve, two templates around a recorded response",
      [...serve, "--quiet"],
      ready,
      "/pets/7",
    );
    const theirs = await measureServerless();
    const [, bare] = rows[0] ?? [];
    const all =
      typeof theirs === "string"
        ? rows
        : [...rows, ["serverless-offline, two templates around a function in a worker", theirs] as const];
    const text = table(
      ["server", "requests/s", "p50", "p99", "of bare"],
      all.map(([name, { rate, p50, p99 }]) => [
        name,
        Math.round(rate).toLocaleString("en"),
        p50.toFixed(2),
        p99.toFixed(2),
        ratio(rate, bare?.rate ?? rate),
      ]),
    );
    return typeof theirs === "string" ? `${text}\nserverless-offline skipped: ${theirs}\n` : text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
