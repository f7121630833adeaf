/**
 * Recognizes the inputs of REST's patch operations, and the bare lists for `--patch-operations file://…`. The inputs of
 * all updates of `aws apigateway` look alike; what they change tells them apart.
 */
import type { OperationName, PatchOperationName } from "../model/operationNames";
import { patchTarget } from "../model/patchPaths";
import { findMember, textOf } from "../syntax/locate";
import type { ArrayNode, ObjectNode, ValueNode } from "../syntax/nodes";

/** What a file with patch operations is an input for. */
export interface PatchInput {
  readonly operation: PatchOperationName;
  /** Set for a bare list. */
  readonly member?: string;
}

const MEMBER = "patchOperations";
const INTEGRATION = "apigateway update-integration";
const RESPONSE = "apigateway update-integration-response";

/** The other members of these inputs, in lowercase. */
const IDS: ReadonlySet<string> = new Set(["restapiid", "resourceid", "httpmethod", "statuscode"]);

/** The paths of updates of methods, method responses and resources, which are identified by the same members. */
const FOREIGN =
  /^\/(?:apiKeyRequired|authorizationType|authorizationScopes|authorizerId|operationName|requestModels|requestValidatorId|responseModels|pathPart|parentId)(?:\/|$)|^\/requestParameters\/method\./;

/** Whether top-level names may be those of such an input. The paths have to confirm it. */
export function mayHoldPatches(names: ReadonlySet<string>): boolean {
  return names.has(MEMBER) && [...names].every((name) => name === MEMBER || IDS.has(name.toLowerCase()));
}

const LIST = /^(?:\[|-\s|---)/;
const PATH = /["']?\bpath["']?\s*:\s*["']?\/\w/;

/** Whether the start of a text may be that of a bare list of patch operations. */
export function mayHoldPatchList(text: string): boolean {
  const start = text.trimStart();
  return LIST.test(start) && /["']?\bop["']?\s*:/.test(start) && PATH.test(start);
}

/** Detects a patch of an integration or integration response by what it changes. */
export function patchOfContent(root: ValueNode | undefined): PatchInput | undefined {
  const list = listOf(root);
  if (!list) return undefined;
  const { integration, response, foreign } = countPaths(list);
  const ours = integration + response;
  return ours > 0 && ours > foreign ? patch(root, response > integration) : undefined;
}

/** Detects such a patch in a file that has one of our names, which may have no paths yet. */
export function patchOfName(
  root: ValueNode | undefined,
  named: OperationName | undefined,
): PatchInput | undefined {
  const list = listOf(root);
  // A list of whole inputs is something else.
  if (!list || (list === root && !list.items.every((item) => item.kind === "object" && isChange(item)))) {
    return undefined;
  }
  const { integration, response, foreign } = countPaths(list);
  if (foreign > 0 && foreign >= integration + response) return undefined;
  const isResponse =
    integration === response ? (named?.endsWith("-response") ?? false) : response > integration;
  return patch(root, isResponse);
}

function patch(root: ValueNode | undefined, isResponse: boolean): PatchInput {
  const hasStatus =
    root?.kind === "object" && root.members.some(({ key }) => key.value.toLowerCase() === "statuscode");
  const operation = isResponse || hasStatus ? RESPONSE : INTEGRATION;
  return root?.kind === "array" ? { operation, member: MEMBER } : { operation };
}

/** The list of patch operations in an input, or as a whole file. */
function listOf(root: ValueNode | undefined): ArrayNode | undefined {
  if (root?.kind === "array") return root.items.length > 0 ? root : undefined;
  if (root?.kind !== "object") return undefined;
  const names = root.members.map(({ key }) => key.value);
  if (!mayHoldPatches(new Set(names))) return undefined;
  const { value } = findMember(root, MEMBER) ?? {};
  return value?.kind === "array" ? value : undefined;
}

function isChange({ members }: ObjectNode): boolean {
  return members.some(({ key }) => key.value === "op" || key.value === "path");
}

/** How many paths are only those of integrations, only those of integration responses, and those of others. */
function countPaths({ items }: ArrayNode) {
  const counts = { integration: 0, response: 0, foreign: 0 };
  for (const item of items) {
    if (item.kind !== "object") continue;
    const path = textOf(findMember(item, "path")?.value) ?? "";
    if (FOREIGN.test(path)) {
      counts.foreign++;
      continue;
    }
    const isKnown = (operation: PatchOperationName): boolean =>
      patchTarget(operation, path).kind !== "unknown";
    if (isKnown(INTEGRATION)) counts.integration++;
    if (!isKnown(RESPONSE)) continue;
    // Method responses have such parameters, too, without a mapping.
    if (path.startsWith("/responseParameters/") && !isMapping(textOf(findMember(item, "value")?.value))) {
      continue;
    }
    counts.response++;
  }
  return counts;
}

function isMapping(value: string | undefined): boolean {
  return value !== undefined && !/^(?:true|false)?$/i.test(value.trim());
}
