import { type Json, toJson, toJsonText } from "../syntax/json";
import type { LineIndex, Range } from "../syntax/lines";
import type { MemberNode, ParsedDocument, Span, ValueNode } from "../syntax/nodes";
import type { MessageMember, MessageMembers } from "./messageMembers";
import type { Parameters } from "./parameters";

/** A problem of a sample request or a sample response. */
export interface MessageProblem {
  /** The path of the member, such as `headers.Accept`; empty for the whole message. */
  readonly path: string;
  readonly message: string;
  readonly span: Span;
  readonly range: Range;
}

/** Reads the members of a sample message, and collects its problems. */
export class MessageReader {
  readonly problems: MessageProblem[] = [];
  readonly #members: ReadonlyMap<string, MemberNode>;

  constructor(
    private readonly document: ParsedDocument,
    private readonly lines: LineIndex,
    what: string,
    private readonly known: MessageMembers,
  ) {
    const { root, problems } = document;
    const broken = problems[0];
    if (broken) this.#report("", `${what} cannot be read: ${broken.message}`, broken.span);
    else if (root?.kind !== "object") {
      this.#report(
        "",
        `${what} must be an object, such as {"body": {}}.`,
        root?.span ?? { start: 0, end: 0 },
      );
    }
    const members = root?.kind === "object" && !broken ? root.members : [];
    this.#members = new Map(members.map((member) => [member.key.value, member]));
    for (const { key } of members) {
      this.#expect(key, key.value, what, known);
    }
  }

  /** Returns a member that is a message of its own as a document, whose problems are placed in this one. */
  message(name: string): ParsedDocument | undefined {
    const value = this.#value(name);
    return value && { ...this.document, root: value, problems: [] };
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || value.kind === "string") return value?.value;
    this.#report(name, `${name} must be a string.`, value.span);
    return undefined;
  }

  /** Reads a body: a string unchanged, anything else as JSON; undefined for null. */
  body(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || value.kind === "null") return undefined;
    if (value.kind === "string") return value.value;
    const text = toJsonText(value);
    if (text === undefined) this.#report(name, `${name} must be a string or JSON.`, value.span);
    return text;
  }

  /** Reads an integer in the range that the member allows. */
  integer(name: string): number | undefined {
    const value = this.#value(name);
    const type = this.known[name]?.type;
    if (value === undefined || type?.kind !== "integer") return undefined;
    const { minimum: from, maximum: to } = type;
    const number =
      value.kind === "number" ? value.value : value.kind === "string" ? Number(value.value) : NaN;
    if (Number.isInteger(number) && number >= from && number <= to) return number;
    this.#report(name, `${name} must be an integer from ${from} to ${to}.`, value.span);
    return undefined;
  }

  json(name: string): Readonly<Record<string, Json>> {
    const value = this.#value(name);
    if (value === undefined) return {};
    const json = toJson(value);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) {
      return json as Readonly<Record<string, Json>>;
    }
    this.#report(name, `${name} must be an object.`, value.span);
    return {};
  }

  /** Reads a map from names to values, each of which may be a list if the member allows it. */
  parameters(name: string): Parameters {
    return this.#parameters(name, this.#value(name), this.known[name]);
  }

  /** Reads the maps inside `params`, by name. */
  params(): Readonly<Record<string, Parameters>> {
    const value = this.#value("params");
    const type = this.known.params?.type;
    if (value === undefined || type?.kind !== "object") return {};
    if (value.kind !== "object") {
      this.#report("params", "params must be an object with path, querystring and header.", value.span);
      return {};
    }
    const found: Record<string, Parameters> = {};
    for (const { key, value: map } of value.members) {
      const path = `params.${key.value}`;
      if (this.#expect(key, path, "params", type.members)) {
        found[key.value] = this.#parameters(path, map, type.members[key.value]);
      }
    }
    return found;
  }

  /** Reports a member that a message does not have. */
  #expect({ value, span }: MemberNode["key"], path: string, what: string, known: MessageMembers): boolean {
    if (Object.hasOwn(known, value)) return true;
    const names = Object.keys(known).filter((name) => !name.startsWith("$"));
    this.#report(path, `${what} has no member ${value}. Expected one of: ${names.join(", ")}.`, span);
    return false;
  }

  #value(name: string): ValueNode | undefined {
    return this.#members.get(name)?.value;
  }

  #parameters(path: string, value: ValueNode | undefined, member: MessageMember | undefined): Parameters {
    const many = member?.type.kind === "parameters" && member.type.many;
    const found = new Map<string, readonly string[]>();
    if (value === undefined || value.kind === "null") return found;
    if (value.kind !== "object") {
      this.#report(path, `${path} must be an object of names and values.`, value.span);
      return found;
    }
    for (const { key, value: entry, span } of value.members) {
      const values = entry?.kind === "array" && many ? entry.items.map(scalarText) : [scalarText(entry)];
      if (values.every((text) => text !== undefined)) found.set(key.value, values);
      else {
        const kinds = many ? "a string or a list of strings" : "a string";
        this.#report(`${path}.${key.value}`, `${path}.${key.value} must be ${kinds}.`, entry?.span ?? span);
      }
    }
    return found;
  }

  #report(path: string, message: string, span: Span): void {
    this.problems.push({ path, message, span, range: this.lines.range(span) });
  }
}

/** Returns the text of a scalar. Numbers and booleans are sent as they are written. */
function scalarText(node: ValueNode | undefined): string | undefined {
  switch (node?.kind) {
    case "string":
      return node.value;
    case "number":
      return node.text;
    case "boolean":
      return String(node.value);
    default:
      return undefined;
  }
}
