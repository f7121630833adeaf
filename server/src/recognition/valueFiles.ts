/**
 * Recognizes files that hold the value of one member, for options such as `--request-templates file://…`: bare maps of
 * mapping templates or parameter mappings.
 */
import type { OperationName } from "../model/operationNames";
import type { MemberNode, ValueNode } from "../syntax/nodes";

/** The member that a file holds the value of. */
export interface HeldValue {
  readonly operation: OperationName;
  readonly member: string;
}

type KeyKind = "request" | "response" | "http" | "status" | "template";

const KEYS: Readonly<Record<KeyKind, RegExp>> = {
  request: /^integration\.request\./,
  response: /^method\.response\./,
  http: /^(?:append|overwrite|remove):/,
  status: /^[1-5]\d\d$/,
  template: /^(?:(?:application|text|multipart|image|audio|video)\/[\w.+*-]+(?:;.*)?|\$default)$/,
};

const KINDS = Object.keys(KEYS) as readonly KeyKind[];

/** What any mapping template has that a table of content types does not. */
const TEMPLATE = /^\s*[[{<]|[$#]\{?(?:input|context|util|stageVariables|set|if|foreach)\b|^\s*$|^\s*Action=/;

/** The prefixes of mappings tell even where one name is misspelled. */
const TELLING: readonly KeyKind[] = ["request", "response", "http"];

/** Whether these top-level names are those of a value file. The values have to confirm it. */
export function mayHoldValue(names: ReadonlySet<string>): boolean {
  return kindOf([...names]) !== undefined;
}

/** The member that the file holds the value of. The name of the file tells response templates from request templates. */
export function heldValue(path: string | undefined, root: ValueNode | undefined): HeldValue | undefined {
  if (root?.kind !== "object" || root.anchored) return undefined;
  const { members } = root;
  // A name that is being typed says nothing yet.
  const complete = members.filter(({ colon }) => colon !== undefined);
  const kind = kindOf(complete.map(({ key }) => key.value));
  switch (kind) {
    case "request": {
      if (!haveTexts(members)) return undefined;
      return members.some(({ value }) => textOf(value).startsWith("route."))
        ? { operation: "create-integration", member: "RequestParameters" }
        : { operation: "put-integration", member: "requestParameters" };
    }
    case "response":
      return haveTexts(members)
        ? { operation: "put-integration-response", member: "responseParameters" }
        : undefined;
    case "http":
      return haveTexts(members)
        ? { operation: "create-integration", member: "RequestParameters" }
        : undefined;
    case "status":
      return members.every(isHttpResponse)
        ? { operation: "create-integration", member: "ResponseParameters" }
        : undefined;
    case "template":
      return haveTexts(members) && members.some(({ value }) => TEMPLATE.test(textOf(value)))
        ? templatesOf(path)
        : undefined;
    case undefined:
      return undefined;
  }
}

function templatesOf(path = ""): HeldValue {
  const fileName = path.split(/[\\/]/).at(-1) ?? "";
  return /resp/i.test(fileName)
    ? { operation: "put-integration-response", member: "responseTemplates" }
    : { operation: "put-integration", member: "requestTemplates" };
}

function kindOf(names: readonly string[]): KeyKind | undefined {
  return KINDS.find((kind) => {
    const count = names.filter((name) => KEYS[kind].test(name)).length;
    return TELLING.includes(kind) ? count * 2 > names.length : count > 0 && count === names.length;
  });
}

/** False for the parameters of a method, whose values are booleans. */
function haveTexts(members: readonly MemberNode[]): boolean {
  return members.every(({ value }) => value === undefined || value.kind === "string");
}

function isHttpResponse({ value }: MemberNode): boolean {
  if (value?.kind !== "object" || value.members.length === 0) return false;
  return kindOf(value.members.map(({ key }) => key.value)) === "http" && haveTexts(value.members);
}

function textOf(value: ValueNode | undefined): string {
  return value?.kind === "string" ? value.value : "";
}

/** Whether a member of an input holds parameter mappings, which says as much as a telling name does. */
export function holdsMappings({ key, value }: MemberNode): boolean {
  if (value?.kind !== "object" || !/^(?:request|response)Parameters$/i.test(key.value)) return false;
  const held = heldValue(undefined, value);
  return held !== undefined && held.member.toLowerCase() === key.value.toLowerCase();
}
