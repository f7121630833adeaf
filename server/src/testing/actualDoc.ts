/** What happened in a test, in the shape of `expect`. */
import type { ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import type { Overrides } from "../vtl";
import { type Doc, docOf, docOfValue, type ObjectDoc } from "./doc";
import type { Actual } from "./result";

/** Returns the tree of a text that is JSON, and nothing but JSON. */
export function jsonNodeOf(text: string): ValueNode | undefined {
  const { root, problems } = parse(text, "json", 1);
  return problems.length === 0 ? root : undefined;
}

/** JSON as JSON, and any other text as text: several lines as a list of them, so that a diff shows which differ. */
export function docOfText(text: string): Doc {
  const node = jsonNodeOf(text);
  // In `expect`, a string stands for the text itself.
  if (node && node.kind !== "string") return docOf(node);
  if (!text.includes("\n")) return JSON.stringify(text);
  return { kind: "object", members: new Map([["$lines", docOfValue(text.split("\n"))]]) };
}

/** Returns everything that happened, as a snapshot has it. Empty members are left out. */
export function actualDoc({
  output,
  status,
  headers,
  overrides,
  backendRequest,
  problems,
}: Actual): ObjectDoc {
  const members: (readonly [string, Doc])[] = [["output", docOfText(output)]];
  if (status !== undefined) members.push(["status", docOfValue(status)]);
  if (headers && Object.keys(headers).length > 0) members.push(["headers", docOfValue(headers)]);
  if (overrides && hasOverrides(overrides)) members.push(["overrides", docOfValue(withoutEmpty(overrides))]);
  if (backendRequest) {
    const { body, ...request } = backendRequest;
    const doc = docOfValue(withoutEmpty(request));
    if (typeof doc !== "string" && doc.kind === "object") {
      members.push([
        "backendRequest",
        { ...doc, members: new Map([...doc.members, ["body", docOfText(body)]]) },
      ]);
    }
  }
  if (problems.length > 0) members.push(["problems", docOfValue(problems.map(({ code }) => code))]);
  return { kind: "object", members: new Map(members) };
}

function hasOverrides(overrides: Overrides): boolean {
  return Object.keys(withoutEmpty(overrides) as object).length > 0;
}

/** Leaves out empty objects, at any depth. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
