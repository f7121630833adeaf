/** Rules for the patch operations of REST APIs: what can be changed, and how. */

import type { IntegrationInput } from "../../model/input";
import { isPatchOperation, type PatchOperationName } from "../../model/operationNames";
import { type Change, changesIn } from "../../model/patchedInput";
import { escapeKey, PATCH_MEMBERS, type PatchOp, patchTarget } from "../../model/patchPaths";
import type { StringNode } from "../../syntax/nodes";
import type { Fix, Severity } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { recorded } from "../shared/sources";
import { joinWords } from "../shared/words";
import { write } from "./fixes";
import { PATCHES } from "./integration";
import { patch, patchResponse, patchSources, patchTables } from "./patchExamples";

/** Returns the changes of an input of patch operations. */
export function changesOf(input: IntegrationInput): readonly Change[] {
  return input.once(findChanges);
}

function findChanges({ root, operation }: IntegrationInput): readonly Change[] {
  return isPatchOperation(operation.name) ? changesIn(root, operation.name) : [];
}

/** Returns the operation of an input of patch operations; undefined for any other input. */
export function patchOf({ operation: { name } }: IntegrationInput): PatchOperationName | undefined {
  return isPatchOperation(name) ? name : undefined;
}

/** Returns the node of a member of a change if it is a string. */
export function textNode(member: Change["op"]): StringNode | undefined {
  return member?.value?.kind === "string" ? member.value : undefined;
}

const NEVER: readonly string[] = ["move", "copy", "test"];

export const unsupportedOp: InputRule = {
  code: "AG1124",
  title: "Operation not supported for the path",
  severity: "error",
  description:
    "Members of an integration or integration response can only be replaced. Entries of maps, and cache key parameters, can also be added and removed. `move`, `copy` and `test` exist in AWS's model, but no path supports them. To unset a member, put the whole integration without it.",
  confidence: "docs",
  sources: patchTables,
  bad: patch([{ op: "add", path: "/credentials", value: "arn:aws:iam::123456789012:role/api-gateway" }]),
  good: patch([{ op: "replace", path: "/credentials", value: "arn:aws:iam::123456789012:role/api-gateway" }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    for (const { op, path, target } of changesOf(input)) {
      const node = textNode(op);
      if (!node) continue;
      const at = target?.kind === "member" || target?.kind === "entry" ? target.at : undefined;
      const isNever = NEVER.includes(node.value);
      if (!isNever && (!at || !isOp(node.value) || at.ops.includes(node.value))) continue;
      const known: readonly PatchOp[] = at?.ops ?? ["add", "replace", "remove"];
      const where = at ? textNode(path)?.value : "any path of an integration";
      report({
        span: node.span,
        message: `"${node.value}" is not supported for ${where}. Use ${joinWords(
          known.map((name) => `"${name}"`),
          "or",
        )}.`,
        fixes: node.value !== "remove" && known.length === 1 ? [write(node, "replace")] : [],
      });
    }
  },
};

function isOp(name: string): name is PatchOp {
  return name === "add" || name === "replace" || name === "remove";
}

export const unknownPath: InputRule = {
  code: "AG1125",
  title: "Path that cannot be changed",
  severity: "error",
  description:
    "A patch operation changes the member or entry that its path points at, such as `/uri` or `/requestTemplates/application~1json`. The `type` of an integration and the `statusCode` of an integration response cannot be changed this way: put a new one. `/integrationHttpMethod` is only a warning: AWS documents `/httpMethod`, but public scripts patch the backend's method under the name that a put input uses.",
  confidence: "docs",
  sources: [...patchTables, recorded("api")],
  bad: patch([{ op: "replace", path: "/url", value: "https://api.example.com" }]),
  good: patch([{ op: "replace", path: "/uri", value: "https://api.example.com" }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    const operation = patchOf(input);
    if (!operation) return;
    for (const { path, target } of changesOf(input)) {
      const node = textNode(path);
      if (!node || node.value === "" || !target) continue;
      if (target.kind === "fixed") {
        report({
          span: node.span,
          message: `/${target.member} cannot be changed by a patch operation. Put the whole ${WHAT[operation]} instead.`,
        });
      } else if (target.kind === "unknown") {
        report({ span: node.span, ...describeUnknown(node, operation) });
      }
    }
  },
};

const WHAT: Readonly<Record<PatchOperationName, string>> = {
  "apigateway update-integration": "integration",
  "apigateway update-integration-response": "integration response",
};

/** Names of the whole input that patches spell differently. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "/integrationHttpMethod": "/httpMethod",
  "/tlsConfig": "/tlsConfig/insecureSkipVerification",
  "/insecureSkipVerification": "/tlsConfig/insecureSkipVerification",
};

/** Public scripts use it, and nobody recorded that AWS rejects it. */
const UNDOCUMENTED = "/integrationHttpMethod";

function describeUnknown(
  node: StringNode,
  operation: PatchOperationName,
): { readonly message: string; readonly fixes: readonly Fix[]; readonly severity?: Severity } {
  const { value } = node;
  const near = nearPath(value, operation);
  const other = PATCHES.filter(isPatchOperation).find(
    (name) => name !== operation && patchTarget(name, value).kind !== "unknown",
  );
  const fixes = near === undefined ? [] : [write(node, near)];
  if (value === UNDOCUMENTED && near !== undefined) {
    const message = `AWS documents ${near} for the backend's method, not ${value}.`;
    return { message, fixes, severity: "warning" };
  }
  if (other !== undefined && near === undefined) {
    return { message: `${value} is a path of an ${WHAT[other]}, not of an ${WHAT[operation]}.`, fixes };
  }
  const known = near === undefined ? "" : ` Did you mean ${near}?`;
  return { message: `"${value}" is not a path of an ${WHAT[operation]}.${known}`, fixes };
}

/** Returns the known path that was probably meant, with the key that follows it. */
function nearPath(value: string, operation: PatchOperationName): string | undefined {
  const written = value.startsWith("/") ? value : `/${value}`;
  const renamed = OTHER_NAMES[written];
  const members = PATCH_MEMBERS[operation];
  if (renamed !== undefined && members.some(({ path }) => path === renamed)) return renamed;
  if (patchTarget(operation, written).kind !== "unknown") return written;
  const slash = written.indexOf("/", 1);
  const key = slash < 0 ? "" : written.slice(slash);
  const candidates = members.filter(({ holds }) => (key === "" ? true : holds !== "value"));
  const near = nearest(
    key === "" ? written : written.slice(0, slash),
    candidates.map(({ path }) => path),
  );
  return near === undefined ? undefined : near + key;
}

export const unescapedSlash: InputRule = {
  code: "AG1126",
  title: "Slash in a path is not escaped",
  severity: "error",
  description:
    "A path is a JSON Pointer, in which a slash separates names. The slash in a content type is written as `~1`: `/requestTemplates/application~1json`. AWS rejects the path of a method's model that is written with a slash (`Invalid patch path /requestModels/application/json`).",
  confidence: "derived",
  sources: [...patchSources, recorded("api")],
  bad: patch([{ op: "replace", path: "/requestTemplates/application/json", value: "$input.body" }]),
  good: patch([{ op: "replace", path: "/requestTemplates/application~1json", value: "$input.body" }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    for (const { path, target } of changesOf(input)) {
      const node = textNode(path);
      if (!node || target?.kind !== "entry" || !node.value.includes("/", target.start)) continue;
      const start = node.value.slice(0, target.start);
      const escaped = start + escapeKey(target.key);
      report({
        span: node.span,
        message: `Write each slash in "${target.key}" as ~1: "${escaped}".`,
        fixes: [{ ...write(node, escaped), isSafe: true }],
      });
    }
  },
};

export const emptyPatch: InputRule = {
  code: "AG1127",
  title: "No patch operations",
  severity: "warning",
  description: "An empty list of patch operations changes nothing.",
  confidence: "inferred",
  sources: patchSources,
  bad: patch([]),
  good: patchResponse([{ op: "replace", path: "/selectionPattern", value: "2.." }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    const list = input.value("patchOperations");
    if (list?.kind !== "array" || list.items.length > 0) return;
    report({ span: list.span, message: "The list is empty, so the input changes nothing." });
  },
};
