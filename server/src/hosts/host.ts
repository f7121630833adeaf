/** What a host is: a kind of file in which integrations stand among other things. */
import type { ApiFacts } from "../model/apiFacts";
import type { Operation } from "../model/operations";
import type { Protocol } from "../model/protocol";
import type { Json } from "../syntax/json";
import type { Format, MemberNode, ObjectNode, ParsedDocument, Span, ValueNode } from "../syntax/nodes";

export const HOST_NAMES = ["openapi", "cloudformation", "terraform", "serverless"] as const;

export type HostName = (typeof HOST_NAMES)[number];

/** Which hosts are on; those that are absent are. */
export type HostSettings = Partial<Readonly<Record<HostName, boolean>>>;

/** A file as it is looked at before it is parsed. */
export interface HostCandidate {
  /** With forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A kind of host file. All functions are pure, and none throws. */
export interface Host {
  readonly name: HostName;
  /** The host's name in a sentence: `CloudFormation`. */
  readonly title: string;
  /**
   * Returns the format of a file that may be of this kind; undefined for all others. Looks at the name and for a few
   * words in the text, because it is asked about every file that is opened.
   */
  formatOf(candidate: HostCandidate): Format | undefined;
  /** Finds the inputs in a file; none if it is not of this kind after all. */
  find(document: ParsedDocument): readonly HostedInput[];
}

/** How a host spells the members of an input. */
export interface Spelling {
  /** The host's names by AWS's names: `requestTemplates` → `RequestTemplates`. Those that are the same are absent. */
  readonly names: ReadonlyMap<string, string>;
  /** Returns how the host writes a value of a member, where that differs: `AWS_PROXY` → `aws_proxy`. */
  readonly value?: (member: string, value: string) => string;
  /** AWS's names of the members that the host does not write in the object of the input, but somewhere else. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Values to start from, with tab stops as in snippets, of members that have another shape in the host. */
  readonly snippets?: ReadonlyMap<string, Json>;
}

/** An input as one operation would receive it. */
export interface Reading {
  /** The operation with the members that the host has. */
  readonly operation: Operation;
  /**
   * The members by AWS's names, with the nodes of the host's text. What the host evaluates is an unknown node, or a
   * string with holes.
   */
  readonly root: ObjectNode;
  /** Undefined if the file does not say. */
  readonly protocol: Protocol | undefined;
  readonly spelling: Spelling;
}

/** An integration or an integration response in a host file. */
export interface HostedInput extends Reading {
  /** Other readings, if the file does not say which API it belongs to: a problem must be one in all of them. */
  readonly others?: readonly Reading[];
  /** What the file says about the API that the input belongs to. */
  readonly facts: ApiFacts | undefined;
  /** Names the input for people: `GET /pets`, `GET /pets 200`, or a logical ID. */
  readonly title: string;
  /** Names the input in the file, independent of its position: `["/pets", "get"]`. */
  readonly id: readonly string[];
  /** What starts the input, such as its key. What an input lacks is reported here. */
  readonly head: Span;
  /** For an integration response: the ID of its integration, if it is known. */
  readonly integration?: readonly string[];
  /** True for files that a program wrote: fixes belong into its source. */
  readonly isGenerated?: true;
  /** The path of the CDK construct that the input was made from. */
  readonly construct?: string;
}

/** Makes a member of an input from a member of the host file. */
export function inputMember(name: string, origin: MemberNode, value = origin.value): MemberNode {
  const key = origin.key.value === name ? origin.key : { ...origin.key, value: name };
  const { value: _, ...rest } = origin;
  return { ...rest, key, origin, ...(value && { value }) };
}

/** Makes a member of an input from a value that has no member of its own in the host file, such as a key. */
export function valueMember(name: string, value: ValueNode): MemberNode {
  const { span } = value;
  return { kind: "member", span, key: { kind: "word", span, value: name }, colon: span.start, value };
}

/** Makes the root of an input, whose other members are written in an object of the host file. */
export function inputRoot(
  origin: ObjectNode,
  members: readonly MemberNode[],
  isOpen = origin.isOpen ?? false,
): ObjectNode {
  const { written: _, anchored: _anchored, ...rest } = origin;
  return { ...rest, members, origin, ...(isOpen && { isOpen: true }) };
}

/** Returns the operation with only the members that the host has. */
export function hostOperation(operation: Operation, has: (member: string) => boolean): Operation {
  return {
    ...operation,
    members: new Map([...operation.members].filter(([name]) => has(name))),
    required: new Set([...operation.required].filter(has)),
  };
}
