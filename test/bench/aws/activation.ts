/** Measures how long the extension takes to load and activate, with and without the bundles that it loads later. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { median } from "../measure";
import { ratio, table } from "../table";

const RUNS = 15;
const BUNDLES = {
  extension: resolve("dist/extension.js"),
  /** What is loaded on first use. */
  rest: ["languageClient", "deployment", "aws"].map((name) => resolve(`dist/${name}.js`)),
};

/** Each run is a separate process, because modules are loaded only once. */
export function measureActivation(): string {
  const lazy: Figures[] = [];
  const eager: Figures[] = [];
  for (let run = 0; run < RUNS; run++) {
    lazy.push(activateOnce(false));
    eager.push(activateOnce(true));
  }
  assert.ok(
    lazy.every(({ hasRest }) => !hasRest),
    "Activation must load nothing else.",
  );
  const kilobytes = (file: string) => Math.round(statSync(file).size / 1000);
  const of = (figures: readonly Figures[]) => median(figures.map(({ ms }) => ms));
  return table(
    [`${RUNS} runs each`, "ms", "KB loaded"],
    [
      ["activation", of(lazy).toFixed(1), String(kilobytes(BUNDLES.extension))],
      [
        "activation with everything loaded",
        of(eager).toFixed(1),
        String([BUNDLES.extension, ...BUNDLES.rest].map(kilobytes).reduce((sum, size) => sum + size)),
      ],
      ["ratio", ratio(of(lazy), of(eager)), ""],
    ],
  );
}

interface Figures {
  readonly ms: number;
  readonly hasRest: boolean;
}

function activateOnce(withRest: boolean): Figures {
  const { extension, rest } = BUNDLES;
  const argument = JSON.stringify({ extension, rest, withRest });
  return JSON.parse(
    execFileSync(process.execPath, ["-e", SCRIPT, argument], { encoding: "utf8" }),
  ) as Figures;
}

/** Replaces VS Code's API with a proxy that can be called and constructed, has any member and does nothing. */
const SCRIPT = `
const { extension, rest, withRest } = JSON.parse(process.argv[1]);
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
if (withRest) rest.forEach(require);
require(extension).activate({
  subscriptions: [],
  workspaceState: { get: (_, otherwise) => otherwise, update: async () => {} },
  asAbsolutePath: (path) => path,
});
const ms = performance.now() - started;
process.stdout.write(JSON.stringify({ ms, hasRest: !withRest && rest.some((bundle) => bundle in require.cache) }));
process.exit();
`;
