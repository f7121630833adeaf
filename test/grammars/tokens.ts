/** Tokenizes text as VS Code does: with its own JSON and YAML grammars, and ours injected into them. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { PROJECT } from "../support/fixtures";

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** A piece of a line with its scopes, from the language's to the most specific one. */
export interface ScopedText {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The languages by the extension of a file. */
const LANGUAGES = {
  json: "source.json",
  jsonc: "source.json.comments",
  yaml: "source.yaml",
  vtl: "source.vtl",
} as const;

export type Language = keyof typeof LANGUAGES;

function contributedBy(folder: string): readonly Contribution[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const grammars = manifest.contributes.grammars as readonly Contribution[];
  return grammars.map((grammar) => ({ ...grammar, path: join(folder, grammar.path) }));
}

/** The folder with the extensions of the installed VS Code. */
function builtInExtensions(): string {
  const cache = join(PROJECT, ".vscode-test");
  const installed = readdirSync(cache).find((name) => /^code-server-[\d.]+$/.test(name));
  if (!installed) throw new Error("VS Code is not installed in .vscode-test.");
  return join(cache, installed, "node_modules", "code-server", "lib", "vscode", "extensions");
}

/** Our grammars, as the manifest lists them. */
export const CONTRIBUTED = contributedBy(PROJECT);

async function makeRegistry(): Promise<Registry> {
  const wasm = readFileSync(
    createRequire(join(PROJECT, "package.json")).resolve("vscode-oniguruma/release/onig.wasm"),
  );
  await loadWASM(wasm);
  const own = CONTRIBUTED;
  const extensions = builtInExtensions();
  const all = [...own, ...["json", "yaml"].flatMap((name) => contributedBy(join(extensions, name)))];
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const found = all.find(({ scopeName }) => scopeName === scope);
      return found ? parseRawGrammar(readFileSync(found.path, "utf8"), found.path) : null;
    },
    getInjections: (scope) =>
      own.filter(({ injectTo }) => injectTo?.includes(scope)).map(({ scopeName }) => scopeName),
  });
}

let registry: Promise<Registry> | undefined;

/** Returns the tokens of each line. */
export async function tokenize(
  text: string,
  language: Language,
): Promise<readonly (readonly ScopedText[])[]> {
  registry ??= makeRegistry();
  const grammar = await (await registry).loadGrammar(LANGUAGES[language]);
  if (!grammar) throw new Error(`No grammar found for ${language}.`);
  let stack = INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens
      .filter(({ startIndex, endIndex }) => startIndex < Math.min(endIndex, line.length))
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}
