/** Makes parts of an input unknown, as a host does that evaluates them. */
import type { HostedInput } from "../../../server/src/hosts/host";
import { OPERATIONS } from "../../../server/src/model/operations";
import { RULES } from "../../../server/src/rules";
import { hostedProblems } from "../../../server/src/rules/engine/hosted";
import { RuleRunner } from "../../../server/src/rules/engine/run";
import { type Problem, parse } from "../../../server/src/service";
import type {
  ObjectNode,
  ParsedDocument,
  Piece,
  StringNode,
  ValueNode,
} from "../../../server/src/syntax/nodes";
import { piecesOf, stringMap } from "../../../server/src/syntax/stringMap";
import { analyzed, type HostExample } from "./example";

/** An input with something unknown in it. */
export interface Variant {
  /** What is unknown: `uri: a value`. */
  readonly title: string;
  readonly root: ObjectNode;
}

/** How many words of a string to replace, each by itself. */
const MAX_WORDS = 8;

const runner = new RuleRunner(RULES);

/** An example as an input in a host whose members are named as AWS names them. */
export class UnknownParts {
  readonly #document: ParsedDocument;
  readonly #root: ObjectNode;
  readonly #hosted: Omit<HostedInput, "root">;

  constructor(example: HostExample) {
    const text = JSON.stringify(example.members, null, 1);
    this.#document = parse(text, "json");
    const { root } = this.#document;
    if (root?.kind !== "object") throw new Error(`Not an object: ${text}`);
    this.#root = root;
    const protocol = example.protocol ?? analyzed(example, undefined).protocol;
    this.#hosted = {
      operation: OPERATIONS[example.operation],
      protocol,
      spelling: { names: new Map() },
      facts: protocol && { ...example.facts, protocol },
      title: "",
      id: [],
      head: { start: 0, end: 1 },
    };
  }

  get text(): string {
    return this.#document.text;
  }

  /** The problems of the input as it is. */
  problems(root = this.#root): readonly Problem[] {
    return hostedProblems(this.#document, { ...this.#hosted, root }, (_, input) => runner.runOnInput(input));
  }

  /** Names a problem by its rule and the value that it is in. */
  nameOf({ code, span }: Problem): string {
    const around = [...valuesIn(this.#root)].filter(
      (node) => node.span.start <= span.start && span.end <= node.span.end,
    );
    return `${code} in ${this.text.slice(around.at(-1)?.span.start ?? 0).slice(0, 40)}`;
  }

  /** The input with one part unknown, for each part of it and each way in which it may be unknown. */
  *variants(): Generator<Variant> {
    yield { title: "an open input", root: { ...this.#root, isOpen: true } };
    yield { title: "all members unknown", root: this.#allUnknown() };
    for (const node of valuesIn(this.#root)) {
      const what = this.text.slice(node.span.start, node.span.end).slice(0, 60);
      for (const [how, made] of this.#unknownFrom(node)) {
        const root = replaced(this.#root, node, made);
        if (root.kind === "object") yield { title: `${what}: ${how}`, root };
      }
    }
  }

  /** The input with each of its members unknown. */
  #allUnknown(): ObjectNode {
    const members = this.#root.members.map((member) => ({
      ...member,
      ...(member.value && { value: unknown(member.value) }),
    }));
    return { ...this.#root, members };
  }

  *#unknownFrom(node: ValueNode): Generator<readonly [how: string, node: ValueNode]> {
    yield ["unknown", unknown(node)];
    yield ["perhaps absent", { kind: "unknown", span: node.span, alternatives: [node, "absent"] }];
    if (node.kind === "object") yield ["open", { ...node, isOpen: true }];
    if (node.kind !== "string" || node.value === "" || node.value.length > 500) return;
    yield ["a hole", this.#withHole(node, 0, node.value.length)];
    // A host never makes the name of a directive.
    for (const { index, 0: word } of [...node.value.matchAll(/(?<!#\{?)\b[\w-]+/g)].slice(0, MAX_WORDS)) {
      yield [`a hole for ${word}`, this.#withHole(node, index, index + word.length)];
    }
  }

  #withHole(node: StringNode, start: number, end: number): StringNode {
    const map = stringMap(this.#document, node);
    const pieces = piecesOf(this.#document, node);
    const source = { start: map.toSource({ start, end }).start, end: map.toSource({ start, end }).end };
    return {
      ...node,
      style: "composed",
      holes: [{ start, end }],
      composition: {
        pieces: [
          ...pieces.flatMap((piece) => clipped(piece, 0, start)),
          { start, end, source, kind: "hole" },
          ...pieces.flatMap((piece) => clipped(piece, end, node.value.length)),
        ],
        closing: node.span.end - 1,
        write: () => undefined,
      },
    };
  }
}

function clipped(piece: Piece, from: number, to: number): readonly Piece[] {
  const start = Math.max(piece.start, from);
  const end = Math.min(piece.end, to);
  if (start >= end) return [];
  if (piece.kind !== "copied") return [{ ...piece, start, end }];
  const source = {
    start: piece.source.start + start - piece.start,
    end: piece.source.start + end - piece.start,
  };
  return [{ ...piece, start, end, source }];
}

function unknown({ span }: ValueNode): ValueNode {
  return { kind: "unknown", span };
}

function* valuesIn(node: ValueNode): Generator<ValueNode> {
  const children =
    node.kind === "object"
      ? node.members.flatMap(({ value }) => value ?? [])
      : node.kind === "array"
        ? node.items
        : [];
  for (const child of children) {
    yield child;
    yield* valuesIn(child);
  }
}

function replaced(node: ValueNode, old: ValueNode, made: ValueNode): ValueNode {
  if (node === old) return made;
  if (node.kind === "array") {
    return { ...node, items: node.items.map((item) => replaced(item, old, made)) };
  }
  if (node.kind !== "object") return node;
  const members = node.members.map((member) => ({
    ...member,
    ...(member.value && { value: replaced(member.value, old, made) }),
  }));
  return { ...node, members };
}
