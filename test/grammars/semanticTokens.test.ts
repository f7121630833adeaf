import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, highlightTemplates, type SemanticToken } from "../../server/src/service";
import { PROJECT } from "../support/fixtures";
import { type Language, type ScopedText, tokenize } from "./tokens";

interface Contribution {
  readonly language: string;
  readonly scopes: Readonly<Record<string, readonly string[]>>;
}

const CONTRIBUTED: readonly Contribution[] = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"))
  .contributes.semanticTokenScopes;

/** What VS Code maps the types of tokens to that the extension does not map. */
const STANDARD: Readonly<Record<string, string>> = {
  comment: "comment",
  string: "string",
  number: "constant.numeric",
  operator: "keyword.operator",
};

/** What a grammar cannot know, which has the same colors in most themes. */
const SAME: Readonly<Record<string, string>> = { parameter: "variable.other.vtl" };

const TEMPLATE = `#* a comment *#
#set($order = $input.path('$.order'))
#set($open = true)
## another
{
  "id": "$order.id and \\"more\\"", "n": -1.5e3, "t": [true, null],
  "text": "$util.escapeJavaScript($!{order.note}).x",
  #foreach($item in [1..3])
  "x": $item.size() #if($foreach.hasNext && !$open || $open == "a $item b"), #end
  #end
  #macro(line $a)"$a"#end #line($order)
}`;

const HOSTS: readonly (readonly [Language, string])[] = [
  ["vtl", TEMPLATE],
  ["json", JSON.stringify({ type: "HTTP", requestTemplates: { "application/json": TEMPLATE } }, null, 2)],
  ["jsonc", JSON.stringify({ type: "HTTP", requestTemplates: { "application/json": TEMPLATE } }, null, 2)],
  ["yaml", `requestTemplates:\n  application/json: |\n    ${TEMPLATE.replaceAll("\n", "\n    ")}\n`],
  ["yaml", `requestTemplates:\n  application/json: ${JSON.stringify(TEMPLATE)}\n`],
];

describe("semantic tokens", () => {
  for (const [language, text] of HOSTS) {
    it(`have the colors of the grammar: ${language}, ${text.slice(0, 50).replaceAll("\n", " ")}…`, async () => {
      const { scopes } = CONTRIBUTED.find((each) => each.language === language) ?? {};
      assert.ok(scopes);
      const format = language === "yaml" ? "yaml" : "json";
      const analysis =
        language === "vtl" ? analyzeTemplate(text) : analyze(text, "put-integration", { format });
      const scopesAt = lookup(await tokenize(text, language));
      const { tokens } = highlightTemplates(analysis);
      assert.ok(tokens.length > 50);
      for (const token of tokens) {
        const { line, character } = analysis.lines.position(token.start);
        const expected = scopeOf(token, scopes);
        // A string can start with what has a color of its own, such as an escaped quote or the sign of a reference.
        const found = Array.from({ length: token.end - token.start }, (_, at) =>
          scopesAt(line, character + at),
        );
        const name = `${text.slice(token.start, token.end)} ${token.type}.${token.modifiers.join(".")}`;
        for (const list of found) {
          assert.ok(
            list.some((scope) => scope === expected || scope.startsWith(`${expected}.`)),
            `${name} at ${line}:${character} is ${list.at(-1)}`,
          );
        }
      }
    });
  }
});

/** The scope of the most specific selector for a token. */
function scopeOf({ type, modifiers }: SemanticToken, scopes: Contribution["scopes"]): string {
  const specific = modifiers.map((modifier) => scopes[`${type}.${modifier}`]).find((list) => list);
  const [scope = SAME[type] ?? STANDARD[type] ?? ""] = specific ?? scopes[type] ?? [];
  return scope === "constant.language.json" ? "constant.language" : scope;
}

function lookup(lines: readonly (readonly ScopedText[])[]) {
  return (line: number, character: number): readonly string[] => {
    let at = 0;
    for (const { text, scopes } of lines[line] ?? []) {
      at += text.length;
      if (character < at) return scopes;
    }
    return [];
  };
}
