import type { MemberNode, ObjectNode, ParsedDocument, StringNode, ValueNode } from "../syntax/nodes";
import type { ApiFacts } from "./apiFacts";
import type { Inference } from "./inferProtocol";
import type { Operation } from "./operations";
import type { Protocol } from "./protocol";
import { type ShapedMember, shapeOf } from "./shape";

/** An integration input as the rules see it: its members by name, each with its node. */
export class IntegrationInput {
  readonly #members: ReadonlyMap<string, MemberNode>;
  readonly #found = new Map<unknown, unknown>();
  /** Every member and map entry beside its schema. */
  readonly shape: readonly ShapedMember[];

  constructor(
    readonly document: ParsedDocument,
    readonly root: ObjectNode,
    readonly operation: Operation,
    readonly inference: Inference,
    /** Pinned, known from AWS or inferred; undefined while it may be either. */
    readonly protocol: Protocol | undefined,
    /** What is known of its API from AWS. */
    readonly facts?: ApiFacts,
  ) {
    // Of a name given twice the last counts, as for the AWS CLI.
    this.#members = new Map(root.members.map((member) => [member.key.value, member]));
    this.shape = shapeOf(root, operation.members);
  }

  /** What the function finds in this input: several rules ask for the same, and it is called once. */
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

  /** The value of a member that holds a string. */
  string(name: string): StringNode | undefined {
    const value = this.value(name);
    return value?.kind === "string" ? value : undefined;
  }

  /** The text of a member that holds a string. */
  text(name: string): string | undefined {
    return this.string(name)?.value;
  }

  /** The entries of a member that holds a map. */
  entries(name: string): readonly MemberNode[] {
    const value = this.value(name);
    return value?.kind === "object" ? value.members : [];
  }
}
