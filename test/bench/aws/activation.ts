/** Measures how long the extension takes to load and activate, with and without the AWS SDK. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { median } from "../measure";
import { ratio, table } from "../table";

const RUNS = 15;
const BUNDLES = { extension: resolve("dist/extension.js"), aws: resolve("dist/aws.js") };

/** Each run is a separate process, because modules are loaded only once. */
export function measureActivation(): string {
  const lazy: Figures[] = [];
  const eager: Figures[] = [];
  for (let run = 0; run < RUNS; run++) {
    lazy.push(activateOnce(false));
    eager.push(activateOnce(true));
  }
  assert.ok(
    lazy.every(({ hasSdk }) => !hasSdk),
    "Activation must not load the SDK.",
  );
  const kilobytes = (file: string) => Math.round(statSync(file).size / 1000);
  const of = (figures: readonly Figures[]) => median(figures.map(({ ms }) => ms));
  return table(
    [`${RUNS} runs each`, "ms", "KB loaded"],
    [
      ["activation", of(lazy).toFixed(1), String(kilobytes(BUNDLES.extension))],
      [
        "activation with the SDK loaded",
        of(eager).toFixed(1),
        String(kilobytes(BUNDLES.extension) + kilobytes(BUNDLES.aws)),
      ],
      ["ratio", ratio(of(lazy), of(eager)), ""],
    ],
  );
}

interface Figures {
  readonly ms: number;
  readonly hasSdk: boolean;
}

function activateOnce(withSdk: boolean): Figures {
  const { extension, aws } = BUNDLES;
  const argument = JSON.stringify({ extension, aws, withSdk });
  return JSON.parse(
    execFileSync(process.execPath, ["-e", SCRIPT, argument], { encoding: "utf8" }),
  ) as Figures;
}

/** Replaces VS Code's API with a proxy that can be called and constructed, has any member and does nothing. */
const SCRIPT = `
const { extension, aws, withSdk } = JSON.parse(process.argv[1]);
const anything = new Proxy(class {}, {
  get: (target, name) =>
    name === "prototype" ? target.prototype
    : name === "version" ? "1.125.0"
    : name === Symbol.toPrimitive ? () => ""
    : name === "then" ? undefined
    : name === Symbol.iterator ? function* () {}
    : anything,
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});
const Module = require("node:module");
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? Object.create(anything) : load(name, ...rest));
const started = performance.now();
if (withSdk) require(aws);
require(extension).activate({
  subscriptions: [],
  workspaceState: { get: (_, otherwise) => otherwise, update: async () => {} },
  asAbsolutePath: (path) => path,
});
const ms = performance.now() - started;
process.stdout.write(JSON.stringify({ ms, hasSdk: !withSdk && aws in require.cache }));
process.exit();
`;
