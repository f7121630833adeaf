import { memberName } from "../model/memberNames";
import { OPERATION_NAMES, type OperationName } from "../model/operationNames";
import { OPERATIONS } from "../model/operations";
import type { Family } from "../model/protocol";
import type { MemberNode, ObjectNode, ValueNode } from "../syntax/nodes";
import { type NamedOperation, operationOfFileName } from "./fileNames";
import { foreignOperation } from "./foreign";
import { fitsOwnName, writtenNames } from "./ownNames";
import { patchOfContent, patchOfName } from "./patches";
import { hasTelltale } from "./sniff";
import { heldValue, holdsMappings } from "./valueFiles";

/** The operation a file is for, and whether its name or its content says so. */
export interface Recognition {
  readonly operation: OperationName;
  readonly from: "name" | "content";
  /** The member that the file holds the value of; absent for a whole input. */
  readonly member?: string;
}

/** What a file is an input for. */
export type InputKind = Pick<Recognition, "operation" | "member">;

/**
 * Detects what a file is from its name and its content. A name that includes an operation wins; a name that
 * only mentions an integration leaves the operation to the content. Undefined for any other file.
 */
export function recognize(path: string, root: ValueNode | undefined): Recognition | undefined {
  const named = operationOfFileName(path);
  const patch = named ? patchOfName(root, named.operation) : patchOfContent(root);
  if (patch) return { ...patch, from: "content" };
  const operation = named ? undefined : operationOfContent(root);
  if (operation) return { operation, from: "content" };
  if (foreignOperationOf(root) !== undefined) return undefined;
  if (named && fitsOwnName(writtenNames(root))) return settle(named, root);
  const held = heldValue(path, root);
  return held && { ...held, from: "content" };
}

/** The AWS CLI's name of the unsupported operation whose input the file is; undefined for any other file. */
export function foreignOperationOf(root: ValueNode | undefined, path?: string): string | undefined {
  const named = path === undefined ? undefined : operationOfFileName(path);
  const patch = named ? patchOfName(root, named.operation) : patchOfContent(root);
  return root?.kind === "object" && !patch ? foreignOperation(namesOf(root)) : undefined;
}

/** Whether an object has any member of an integration input. True for text that is not an object. */
export function mayBeInput(root: ValueNode | undefined): boolean {
  return (
    root?.kind !== "object" ||
    patchOfContent(root) !== undefined ||
    fitsOwnName(writtenNames(root)) ||
    heldValue(undefined, root) !== undefined
  );
}

/** The operation of a file that is already known to be an integration input. */
export function operationOfInput(path: string | undefined, root: ValueNode | undefined): OperationName {
  return inputKindOf(path, root).operation;
}

/** What a file that is already known to be ours is an input for. */
export function inputKindOf(path: string | undefined, root: ValueNode | undefined): InputKind {
  const held = heldValue(path, root);
  if (held) return held;
  const named = path === undefined ? undefined : operationOfFileName(path);
  const patch = patchOfName(root, named?.operation);
  if (patch) return patch;
  const { operation } = settle(named ?? { operation: "create-integration", isSpecific: false }, root);
  return { operation };
}

function settle({ operation, isSpecific }: NamedOperation, root: ValueNode | undefined): Recognition {
  const likeliest = isSpecific ? undefined : likeliestOperation(root);
  return likeliest === undefined || likeliest === operation
    ? { operation, from: "name" }
    : { operation: likeliest, from: "content" };
}

/**
 * The operation of a file judged by its content alone: it has a distinctive top-level member, at least half of
 * its members belong to the operation, and it is not the input of some other operation.
 */
export function operationOfContent(root: ValueNode | undefined): OperationName | undefined {
  if (root?.kind !== "object") return undefined;
  const hasMappings = foreignOperationOf(root) === undefined && root.members.some(holdsMappings);
  if (!hasMappings && !hasTelltale(namesOf(root))) return undefined;
  const name = likeliestOperation(root);
  if (name === undefined) return undefined;
  const { members, family } = OPERATIONS[name];
  const known = root.members.filter((member) => members.has(member.key.value));
  const type = known.find((member) => member.key.value === memberName(family, "type"));
  const isKnownType = type !== undefined && hasKnownValue(type, name);
  // IDs alone could just as well be the input of a get or delete operation.
  const says = known.some((member) => !members.get(member.key.value)?.inPath);
  const fits = family === "apigateway" ? (!type || isKnownType) && !hasBooleans(known) : true;
  return says &&
    fits &&
    (known.length > 1 || isKnownType || hasMappings) &&
    known.length * 2 >= root.members.length
    ? name
    : undefined;
}

/** Whether the value is an existing integration type, or empty because it is still being filled in. */
function hasKnownValue({ key, value }: MemberNode, operation: OperationName): boolean {
  if (value?.kind !== "string") return value === undefined;
  const wanted = value.value.toUpperCase();
  const known = OPERATIONS[operation].members.get(key.value)?.enum;
  return wanted === "" || (known?.some((candidate) => candidate.value === wanted) ?? false);
}

/**
 * Whether responseParameters holds booleans, as a method response does; an integration response has mappings.
 */
function hasBooleans(members: readonly MemberNode[]): boolean {
  return members.some(
    ({ key, value }) =>
      key.value === "responseParameters" &&
      value?.kind === "object" &&
      value.members.some((entry) => entry.value?.kind === "boolean"),
  );
}

/** The operation whose input the file resembles most; undefined if no member is known. */
export function likeliestOperation(root: ValueNode | undefined): OperationName | undefined {
  if (root?.kind !== "object") return undefined;
  const names = namesOf(root);
  const lowerCased = new Set(Array.from(names, (name) => name.toLowerCase()));
  const has = (...candidates: readonly string[]): boolean =>
    candidates.some((name) => lowerCased.has(name.toLowerCase()));
  switch (familyOf(names, lowerCased)) {
    case "apigateway":
      return isResponse(lowerCased) ? "put-integration-response" : "put-integration";
    case "apigatewayv2":
      if (has("IntegrationResponseId")) return "update-integration-response";
      if (has("IntegrationResponseKey", "ResponseTemplates")) return "create-integration-response";
      if (!has("IntegrationType") && setsMethodResponse(root)) return "create-integration-response";
      return has("IntegrationId") ? "update-integration" : "create-integration";
    default:
      return undefined;
  }
}

/** Whether the response parameters are those of a WebSocket API's integration response. */
function setsMethodResponse({ members }: ObjectNode): boolean {
  return members.some(
    ({ key, value }) =>
      key.value.toLowerCase() === "responseparameters" &&
      value?.kind === "object" &&
      value.members.some((entry) => entry.key.value.startsWith("method.response.")),
  );
}

function isResponse(lowerCased: ReadonlySet<string>): boolean {
  const own = count(lowerCased, RESPONSE_ONLY);
  return own > 0 && own >= count(lowerCased, INTEGRATION_ONLY);
}

/** The family with more members of its own, ignoring case; for members of both, the case decides. */
function familyOf(names: ReadonlySet<string>, lowerCased: ReadonlySet<string>): Family | undefined {
  const own = (family: Family): number => count(lowerCased, OWN_NAMES[family]);
  const spelled = (family: Family): number => count(names, NAMES[family]);
  const lead = own("apigateway") - own("apigatewayv2") || spelled("apigateway") - spelled("apigatewayv2");
  if (lead !== 0) return lead > 0 ? "apigateway" : "apigatewayv2";
  return own("apigatewayv2") > 0 || spelled("apigatewayv2") > 0 ? "apigatewayv2" : undefined;
}

const NAMES: Readonly<Record<Family, ReadonlySet<string>>> = {
  apigatewayv2: namesOfFamily("apigatewayv2"),
  apigateway: namesOfFamily("apigateway"),
};

/** Lower-case names without those that both families share. */
const OWN_NAMES: Readonly<Record<Family, ReadonlySet<string>>> = {
  apigatewayv2: without(lowered(NAMES.apigatewayv2), lowered(NAMES.apigateway)),
  apigateway: without(lowered(NAMES.apigateway), lowered(NAMES.apigatewayv2)),
};

const PUT_NAMES = lowered(new Set(OPERATIONS["put-integration"].members.keys()));
const PUT_RESPONSE_NAMES = lowered(new Set(OPERATIONS["put-integration-response"].members.keys()));
const INTEGRATION_ONLY = without(PUT_NAMES, PUT_RESPONSE_NAMES);
const RESPONSE_ONLY = without(PUT_RESPONSE_NAMES, PUT_NAMES);

function namesOfFamily(family: Family): ReadonlySet<string> {
  const operations = OPERATION_NAMES.map((name) => OPERATIONS[name]);
  return new Set(
    operations
      .filter((operation) => operation.family === family)
      .flatMap((operation) => [...operation.members.keys()]),
  );
}

function namesOf(root: ObjectNode): ReadonlySet<string> {
  return new Set(root.members.map((member) => member.key.value));
}

function lowered(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(Array.from(names, (name) => name.toLowerCase()));
}

function without(names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].filter((name) => !others.has(name)));
}

function count(names: ReadonlySet<string>, known: ReadonlySet<string>): number {
  let found = 0;
  for (const name of names) if (known.has(name)) found++;
  return found;
}
