/** An integration and its integration responses, independent of the command that creates them. */
import { parseUri } from "../expressions";
import { type MemberRole, memberName } from "../model/memberNames";
import { FAMILY_OF, type Protocol } from "../model/protocol";
import type { MemberNode, StringNode } from "../syntax/nodes";
import type { SourceDocument } from "./sourceDocument";

/** An entry of a map whose values are strings. */
export interface StringEntry {
  readonly key: string;
  readonly value: string;
  readonly node: StringNode;
  readonly member: MemberNode;
}

/** The configuration of an integration, or of one of its integration responses. */
export class IntegrationConfig {
  constructor(
    readonly source: SourceDocument,
    readonly protocol: Protocol,
  ) {}

  /** The member's name in this document. */
  name(member: MemberRole): string {
    return memberName(FAMILY_OF[this.protocol], member) ?? "";
  }

  text(member: MemberRole): string | undefined {
    // Skeletons contain empty strings, which mean the same as a missing member.
    return this.source.input.text(this.name(member)) || undefined;
  }

  node(member: MemberRole): StringNode | undefined {
    return this.source.input.string(this.name(member));
  }

  place(member: MemberRole) {
    return this.source.memberPlace(this.name(member));
  }

  /** The entries of a map whose values are strings; AWS accepts no others. */
  entries(member: MemberRole): readonly StringEntry[] {
    return stringEntries(this.source.input.entries(this.name(member)));
  }

  /** Whether a map has any entries. */
  hasEntries(member: MemberRole): boolean {
    return this.entries(member).length > 0;
  }
}

/** Returns the members that hold strings. If a name occurs more than once, the last one counts. */
export function stringEntries(members: readonly MemberNode[]): readonly StringEntry[] {
  const entries = new Map<string, StringEntry>();
  for (const member of members) {
    if (member.value?.kind !== "string") continue;
    const { value: key } = member.key;
    entries.set(key, { key, value: member.value.value, node: member.value, member });
  }
  return [...entries.values()];
}

export type IntegrationType = "AWS" | "HTTP" | "MOCK" | "AWS_PROXY" | "HTTP_PROXY";

const TYPES: readonly IntegrationType[] = ["AWS", "HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY"];

/** The type of an integration, if it is a valid one. */
export function typeOf(integration: IntegrationConfig): IntegrationType | undefined {
  const text = integration.text("type");
  return TYPES.find((type) => type === text);
}

/** Whether requests pass through unchanged, as they do with all integrations of HTTP APIs. */
export function isProxy(integration: IntegrationConfig): boolean {
  return integration.protocol === "HTTP" || (typeOf(integration)?.endsWith("_PROXY") ?? false);
}

/** Whether the target is a Lambda function, whose errors are selected by their message. */
export function callsLambda(integration: IntegrationConfig): boolean {
  const { kind } = parseUri(integration.text("uri") ?? "");
  return kind === "lambda-invoke" || kind === "lambda-stream" || kind === "lambda-function";
}
