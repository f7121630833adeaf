/** The inputs of a host file as data of their own, with placeholders for what the file does not tell. */
import type { HostedInput } from "../../hosts/host";
import type { ApiFacts } from "../../model/apiFacts";
import type { OperationName } from "../../model/operationNames";
import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import { defined } from "../../syntax/defined";
import { isRecord, type Json, toJson } from "../../syntax/json";
import type { ArrayNode, ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { placeholderOf } from "./placeholders";

/** An integration or an integration response, independent of the file that it is from. */
export interface PlainInput {
  readonly operation: OperationName;
  /** Undefined if it is not known. */
  readonly protocol: Protocol | undefined;
  /** Names the input for people: `GET /pets`, `GET /pets 200`, a logical ID or a file name. */
  readonly title: string;
  /** Names the input in its file. */
  readonly id: readonly string[];
  /** For an integration response: the ID of its integration, if it is known. */
  readonly integration?: readonly string[];
  /** The routes that use the input, or the method and path of a REST API's method: `GET /pets/{id}`. */
  readonly routes?: readonly string[];
  /** The request parameters that the method declares. */
  readonly requestParameters?: readonly string[];
  readonly members: { readonly [name: string]: Json };
  readonly unknown: readonly UnknownPart[];
}

/** A part of an input whose value the host file does not tell. */
export interface UnknownPart {
  /** The names of the members that lead to it, by AWS's names. */
  readonly path: readonly string[];
  /** How the file expresses it: `!GetAtt Orders.Arn`. */
  readonly source: string;
  /** What stands for it in the members: `<Orders.Arn>`. Absent if it is left out. */
  readonly placeholder?: string;
  /** True if it may have several values, of which the members have the first. */
  readonly isFirstOfSeveral?: true;
}

/** Values nest as deep as members do, so that deeper ones are not part of an input. */
const MAX_DEPTH = 20;

/** Returns the input as data. `text` is the text of its file. */
export function plainInput(hosted: HostedInput, text: string): PlainInput {
  const { operation, title, id, integration, facts, root } = hosted;
  const reader = new Reader(text, hosted.head);
  const members = reader.structure(root, operation.members, []);
  return {
    operation: operation.name,
    protocol: hosted.others ? undefined : hosted.protocol,
    title,
    id,
    ...defined({ integration, routes: facts?.routes, requestParameters: facts?.requestParameters }),
    members,
    unknown: reader.unknown,
  };
}

/** An input of the AWS CLI. */
export interface InputSource {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly protocol: Protocol | undefined;
  readonly facts?: ApiFacts | undefined;
  /** The member that the file holds the value of, if it is not a whole input. */
  readonly member?: string | undefined;
}

/** Returns an input of the AWS CLI as data; undefined if it is incomplete. */
export function plainOfInput(source: InputSource, title: string): PlainInput | undefined {
  const { document, operation, protocol, facts, member } = source;
  const members = member === undefined && isWhole(document) ? toJson(document.root) : undefined;
  if (!isRecord(members)) return undefined;
  const { routes, requestParameters } = facts ?? {};
  return {
    operation: operation.name,
    protocol,
    title,
    id: [],
    ...defined({ routes, requestParameters }),
    members,
    unknown: [],
  };
}

/** False if a conversion would silently drop a tag, a second document or a duplicate key. Comments may go. */
export function isWhole({ problems }: ParsedDocument): boolean {
  return problems.every(({ kind }) => kind === "comment" || kind === "trailingComma");
}

type Members = ReadonlyMap<string, MemberSchema>;

class Reader {
  readonly unknown: UnknownPart[] = [];

  constructor(
    private readonly text: string,
    /** Stands for what the host generates. */
    private readonly head: Span,
  ) {}

  structure(node: ObjectNode, members: Members, path: readonly string[]): { readonly [name: string]: Json } {
    return this.#object(node, path, (name) => members.get(name));
  }

  #object(
    node: ObjectNode,
    path: readonly string[],
    schemaOf: (name: string) => MemberSchema | undefined,
  ): { readonly [name: string]: Json } {
    const entries = node.members.flatMap(({ key, value }) => {
      const json = value && this.value(value, schemaOf(key.value), [...path, key.value]);
      return json === undefined ? [] : [[key.value, json] as const];
    });
    if (node.isOpen) this.unknown.push({ path, source: "other members" });
    return Object.fromEntries(entries);
  }

  value(node: ValueNode, schema: MemberSchema | undefined, path: readonly string[]): Json | undefined {
    if (path.length > MAX_DEPTH) return undefined;
    switch (node.kind) {
      case "string":
        return this.#string(node, path);
      case "number":
      case "boolean":
        return node.value;
      case "object":
        return this.#object(node, path, (name) => schema?.properties?.get(name) ?? schema?.additional);
      case "array":
        return this.#array(node, schema, path);
      case "unknown": {
        const isGenerated = node.span.start === this.head.start && node.span.end === this.head.end;
        const source = isGenerated ? (path.at(-1) ?? "") : this.#source(node);
        const { alternatives = [] } = node;
        const [first, second] = alternatives.filter((choice) => choice !== "absent");
        if (first) {
          const isOneUnknown = first.kind === "unknown" && !second;
          if (!isOneUnknown && alternatives.length > 1) {
            this.unknown.push({ path, source, isFirstOfSeveral: true });
          }
          return this.value(first, schema, path);
        }
        const isText = schema?.type !== "object" && schema?.type !== "array";
        const placeholder = isText ? placeholderOf(source) : undefined;
        this.unknown.push({ path, source, ...defined({ placeholder }) });
        return placeholder;
      }
      default:
        return undefined;
    }
  }

  #array(node: ArrayNode, schema: MemberSchema | undefined, path: readonly string[]): Json {
    return node.items.flatMap((item) => this.value(item, schema?.items, path) ?? []);
  }

  #string(node: StringNode, path: readonly string[]): string {
    let text = "";
    let from = 0;
    for (const { start, end } of node.holes ?? []) {
      const piece = node.composition?.pieces.find((each) => each.start === start && each.end === end);
      const source = piece
        ? this.text.slice(piece.source.start, piece.source.end)
        : node.value.slice(start, end);
      const placeholder = placeholderOf(source);
      this.unknown.push({ path, source, placeholder });
      text += node.value.slice(from, start) + placeholder;
      from = end;
    }
    return text + node.value.slice(from);
  }

  #source({ span, tag }: ValueNode): string {
    const source = this.text.slice(span.start, span.end);
    return tag === undefined || source.startsWith("!") ? source : `${tag} ${source}`;
  }
}
