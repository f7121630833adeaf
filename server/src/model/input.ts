import type { MemberNode, ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../syntax/nodes";
import type { ApiFacts } from "./apiFacts";
import type { Inference } from "./inferProtocol";
import type { Operation } from "./operations";
import type { Protocol } from "./protocol";
import { type ShapedMember, shapeOf } from "./shape";

/** An integration input for the rules: its members by name, with its operation and protocol. */
export class IntegrationInput {
  readonly #members: ReadonlyMap<string, MemberNode>;
  readonly #found = new Map<unknown, unknown>();
  /** Every member and map entry, with its schema. */
  readonly shape: readonly ShapedMember[];

  constructor(
    readonly document: ParsedDocument,
    readonly root: ObjectNode,
    readonly operation: Operation,
    readonly inference: Inference,
    /** Pinned, known from AWS or inferred; undefined if unknown. */
    readonly protocol: Protocol | undefined,
    /** Facts about the API from AWS. */
    readonly facts?: ApiFacts,
    /** The parts of the text that the input is made of; absent if it is the whole text. */
    readonly parts?: readonly Span[],
  ) {
    // The last of duplicate members counts, as for the AWS CLI.
    this.#members = new Map(root.members.map((member) => [member.key.value, member]));
    this.shape = shapeOf(root, operation.members);
  }

  /** Returns the result of the function for this input, which is cached: several rules need the same results. */
  once<T>(find: (input: IntegrationInput) => T): T {
    if (!this.#found.has(find)) this.#found.set(find, find(this));
    return this.#found.get(find) as T;
  }

  member(name: string): MemberNode | undefined {
    return this.#members.get(name);
  }

  has(name: string): boolean {
    return this.#members.has(name);
  }

  value(name: string): ValueNode | undefined {
    return this.#members.get(name)?.value;
  }

  /** Returns the node of a member's value if it is a string. */
  string(name: string): StringNode | undefined {
    const value = this.value(name);
    return value?.kind === "string" ? value : undefined;
  }

  /** Returns a member's value if it is a string. */
  text(name: string): string | undefined {
    return this.string(name)?.value;
  }

  /** Returns the entries of a member's value if it is a map. */
  entries(name: string): readonly MemberNode[] {
    const value = this.value(name);
    return value?.kind === "object" ? value.members : [];
  }
}
