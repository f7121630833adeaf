import assert from "node:assert/strict";
import { intrinsics, type Scope } from "../../server/src/hosts/intrinsics";
import { applyEdits } from "../../server/src/syntax/applyEdits";
import { findMember } from "../../server/src/syntax/locate";
import type { ParsedDocument, StringNode, ValueNode } from "../../server/src/syntax/nodes";
import { parse } from "../../server/src/syntax/parse";

/** Names and their types: `Fn` is a function, `Table` a table, `Stage` a parameter. */
export const SCOPE: Scope = {
  find: (name) => {
    if (name === "Fn") return { kind: "resource", type: "AWS::Lambda::Function" };
    if (name === "Table") return { kind: "resource", type: "AWS::DynamoDB::Table" };
    return name === "Stage" ? { kind: "parameter" } : undefined;
  },
};

export interface Evaluated {
  readonly document: ParsedDocument;
  readonly value: ValueNode;
}

/** Evaluates the member `V` of a JSON or YAML text. */
export function evaluated(text: string, scope = SCOPE): Evaluated {
  const document = parse(text, text.trimStart().startsWith("{") ? "json" : "yaml");
  const { root } = document;
  assert.ok(root?.kind === "object");
  const written = findMember(root, "V")?.value;
  assert.ok(written);
  return { document, value: intrinsics(document, scope)(written) };
}

export function evaluatedString(text: string, scope = SCOPE): Evaluated & { readonly value: StringNode } {
  const { document, value } = evaluated(text, scope);
  assert.equal(value.kind, "string", JSON.stringify(value));
  return { document, value: value as StringNode };
}

/** Returns the file after the member's text has become the new one; undefined if it cannot hold it. */
export function rewritten(text: string, change: (value: string) => string): string | undefined {
  const { value } = evaluatedString(text);
  const edits = value.composition?.write(change(value.value));
  return edits && applyEdits(text, edits);
}
