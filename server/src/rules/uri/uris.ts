import type { Part } from "../../expressions/part";
import { type ParsedUri, parseUri, type UriFault } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import { spellingsOf } from "../../model/memberNames";
import type { OperationName } from "../../model/operationNames";
import type { StringNode } from "../../syntax/nodes";
import { Recent } from "../../syntax/recent";
import { type FaultOfKind, withFaults } from "../shared/faults";

/** The operations whose inputs contain URIs or ARNs. */
export const URI_OPERATIONS: readonly OperationName[] = [
  "create-integration",
  "update-integration",
  "put-integration",
];

/** The members with the target of the request and the role that sends it. */
const MEMBERS = spellingsOf("uri", "target", "credentials");

export interface UriMember {
  readonly name: string;
  readonly node: StringNode;
  readonly uri: ParsedUri;
}

const known = /* @__PURE__ */ new Recent<StringNode, ParsedUri>(8);

/** Returns the node's text as a URI, parsed once for all rules. */
export function uriOf(node: StringNode): ParsedUri {
  return known.of(node, ({ value }) => parseUri(value));
}

/** Returns the members of an input that contain a URI or an ARN. */
export function urisOf(input: IntegrationInput): readonly UriMember[] {
  return input.once(readUris);
}

/** Yields the faults of the given kinds in URIs and ARNs, each with its member; all faults when no kind is given. */
export function uriFaults<Kind extends UriFault["kind"]>(
  input: IntegrationInput,
  ...kinds: readonly Kind[]
): Iterable<UriMember & { readonly fault: FaultOfKind<UriFault, Kind> }> {
  return withFaults(urisOf(input), ({ uri }) => uri.faults, kinds);
}

/**
 * Returns whether the form of a value is unknown: it starts with a placeholder that is filled in later, or it has a tag
 * such as CloudFormation's `!GetAtt`, which AG0018 reports.
 */
export function isOpen({ value, tag }: StringNode): boolean {
  return value.startsWith("${") || /^(?:<[^>]+>|\{\{)/.test(value) || tag !== undefined;
}

function readUris(input: IntegrationInput): readonly UriMember[] {
  return MEMBERS.flatMap((name) => {
    const node = input.operation.members.has(name) ? input.string(name) : undefined;
    return node?.value ? [{ name, node, uri: uriOf(node) }] : [];
  });
}

/** Returns the account of a role's ARN; undefined unless it has 12 digits. */
export function accountOf(uri: ParsedUri): Part | undefined {
  const account = uri.kind === "role" ? uri.arn.account : undefined;
  return account && /^\d{12}$/.test(account.text) ? account : undefined;
}
