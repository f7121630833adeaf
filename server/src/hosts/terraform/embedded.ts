/** Documents of JSON or YAML in strings of HCL, such as an OpenAPI document in a heredoc. */
import { applyEdits } from "../../syntax/applyEdits";
import type { TextEdit, TreeChange } from "../../syntax/change";
import { edit } from "../../syntax/edit";
import type {
  ArrayNode,
  Composition,
  Hole,
  KeyNode,
  MemberNode,
  ObjectNode,
  ParsedDocument,
  Piece,
  Span,
  StringNode,
  ValueNode,
} from "../../syntax/nodes";
import { parse } from "../../syntax/parse";
import { contains } from "../../syntax/spans";
import { piecesOf, type StringMap, stringMap } from "../../syntax/stringMap";
import { textsBetweenHoles } from "../../syntax/write/holes";
import { writeText } from "../../syntax/write/text";
import { throughLayers } from "./layers";

/** Deeper than any OpenAPI document. What is deeper is unknown. */
const MAX_DEPTH = 100;

/** Where a node of an embedded document comes from. */
interface Origin {
  readonly embedded: EmbeddedDocument;
  readonly node: ValueNode | MemberNode;
}

const origins = new WeakMap<ValueNode | MemberNode, Origin>();

/**
 * Returns the root of the document in a string, at its places in the file; undefined if the string holds no object.
 * Interpolations in it are holes of its strings, or unknown nodes.
 */
export function readEmbedded(file: string, node: StringNode): ObjectNode | undefined {
  const { composition } = node;
  if (!composition) return undefined;
  const root = new EmbeddedDocument(file, node, composition).root();
  return root?.kind === "object" ? root : undefined;
}

/** Returns the edits of a change inside an embedded document; undefined if the change is not inside one. */
export function editEmbedded(change: TreeChange): readonly TextEdit[] | undefined {
  const { member, object, node } = { member: undefined, object: undefined, node: undefined, ...change };
  const known = [member, object, node].flatMap((each) => (each && origins.get(each)) ?? []);
  const [first] = known;
  if (!first) return undefined;
  const original = <N extends ValueNode | MemberNode>(each: N | undefined): N | undefined =>
    each && (origins.get(each)?.node as N | undefined);
  const inside = {
    ...change,
    ...(member && { member: original(member) }),
    ...(object && { object: original(object) }),
    ...(node && { node: original(node) }),
  } as TreeChange;
  if (known.length < [member, object, node].filter((each) => each).length) return [];
  return first.embedded.edit(inside);
}

class EmbeddedDocument {
  readonly #document: ParsedDocument;
  readonly #holes: readonly Hole[];
  readonly #fillings: readonly string[];
  readonly #map: StringMap;
  readonly #made = new Map<ValueNode, ValueNode>();

  constructor(
    private readonly file: string,
    private readonly outer: StringNode,
    private readonly composition: Composition,
  ) {
    this.#holes = outer.holes ?? [];
    // A number is a value by itself, and text inside a string.
    this.#fillings = this.#holes.map(({ start, end }, index) =>
      `7${index + 1}`.padEnd(end - start, "0").slice(0, end - start),
    );
    const text = this.#filled(outer.value, this.#holes, this.#fillings);
    this.#document = parse(text, /^\s*[{[]/.test(text) ? "json" : "yaml");
    this.#map = stringMap({ text: file }, outer);
  }

  root(): ValueNode | undefined {
    const { root } = this.#document;
    return root && this.#value(root, 0);
  }

  /** Turns a change of the document into edits of the file. */
  edit(change: TreeChange): readonly TextEdit[] {
    return this.#write(edit(this.#document, change));
  }

  #filled(text: string, holes: readonly Span[], fillings: readonly string[]): string {
    return applyEdits(
      text,
      holes.map((span, index) => ({ span, newText: fillings[index] ?? "" })),
    );
  }

  /** The edits of the file for edits of the document. */
  #write(edits: readonly TextEdit[]): readonly TextEdit[] {
    if (edits.length === 0) return [];
    const changed = applyEdits(this.#document.text, edits);
    let from = 0;
    const found: Span[] = [];
    for (const filling of this.#fillings) {
      const start = changed.indexOf(filling, from);
      if (start < 0) return [];
      from = start + filling.length;
      found.push({ start, end: from });
    }
    const sources = this.#holes.map(({ start, end }) => this.outer.value.slice(start, end));
    return this.composition.write(this.#filled(changed, found, sources)) ?? [];
  }

  #value(node: ValueNode, depth: number): ValueNode {
    const known = this.#made.get(node);
    if (known) return known;
    const made = this.#copy(node, depth);
    this.#made.set(node, made);
    origins.set(made, { embedded: this, node });
    return made;
  }

  #copy(node: ValueNode, depth: number): ValueNode {
    const span = this.#map.toSource(node.span);
    if (depth > MAX_DEPTH || this.#isHole(node)) {
      return { kind: "unknown", span };
    }
    const anchored = node.anchored && this.#value(node.anchored, depth + 1);
    const common = { span, ...(anchored && { anchored }) };
    switch (node.kind) {
      case "object":
        return { ...this.#object(node, depth), ...common };
      case "array": {
        const { kind, closed, items } = node;
        const array: ArrayNode = {
          ...common,
          kind,
          closed,
          items: items.map((item) => this.#value(item, depth + 1)),
        };
        return array;
      }
      case "string":
        return { ...this.#string(node), ...common };
      default: {
        const { anchored: _, ...rest } = node;
        return { ...rest, ...common };
      }
    }
  }

  /** True for a value that is not text and that an interpolation has a part in. */
  #isHole({ kind, span }: ValueNode): boolean {
    if (kind === "string") return false;
    const isContainer = kind === "object" || kind === "array";
    return this.#holesIn(span).some((hole) => !isContainer || contains(hole, span));
  }

  /** The holes that touch a span. */
  #holesIn({ start, end }: Span): readonly Hole[] {
    let low = 0;
    let high = this.#holes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#holes[middle]?.end ?? 0) > start) high = middle;
      else low = middle + 1;
    }
    const found: Hole[] = [];
    for (let index = low; (this.#holes[index]?.start ?? end) < end; index++) {
      const hole = this.#holes[index];
      if (hole) found.push(hole);
    }
    return found;
  }

  #object(node: ObjectNode, depth: number): ObjectNode {
    const members: MemberNode[] = [];
    let isOpen = node.isOpen ?? false;
    for (const member of node.members) {
      // A key with an interpolation is not known.
      if (this.#holesIn(member.key.span).length > 0) isOpen = true;
      else members.push(this.#member(member, depth));
    }
    if (this.#holesIn(node.span).some((hole) => !node.members.some(({ span }) => contains(span, hole)))) {
      isOpen = true;
    }
    const { kind, closed, indentation } = node;
    const first = members[0]?.key.span.start;
    const column =
      indentation === undefined || first === undefined
        ? undefined
        : first - (this.file.lastIndexOf("\n", first - 1) + 1);
    return {
      kind,
      span: this.#map.toSource(node.span),
      closed,
      members,
      ...(column !== undefined && { indentation: column }),
      ...(isOpen && { isOpen: true }),
    };
  }

  #member(member: MemberNode, depth: number): MemberNode {
    const { kind, span, key, colon, comma, value } = member;
    const made: MemberNode = {
      kind,
      span: this.#map.toSource(span),
      key: this.#key(key),
      ...(colon !== undefined && { colon: this.#map.toSourceOffset(colon) }),
      ...(comma !== undefined && { comma: this.#map.toSourceOffset(comma) }),
      ...(value && { value: this.#value(value, depth + 1) }),
    };
    origins.set(made, { embedded: this, node: member });
    return made;
  }

  #key(key: KeyNode): KeyNode {
    if (key.kind === "string") return { ...this.#string(key), span: this.#map.toSource(key.span) };
    return { ...key, span: this.#map.toSource(key.span) };
  }

  #string(node: StringNode): StringNode {
    const inner = piecesOf(this.#document, node);
    const pieces = throughLayers(inner, this.composition.pieces);
    const found = inner.flatMap((piece) => this.#holesOfPiece(piece));
    const holes = found.map(({ hole, start, end }): Hole => ({ ...hole, start, end }));
    const sources = found.map(({ hole }) => this.outer.value.slice(hole.start, hole.end));
    const value = this.#filled(node.value, holes, sources);
    const { kind, closed, span, readAs } = node;
    const made: StringNode = {
      kind,
      closed,
      span: this.#map.toSource(span),
      value,
      style: "composed",
      ...(holes.length > 0 && { holes }),
      ...(readAs && { readAs }),
      composition: {
        pieces,
        closing: this.#map.toSourceOffset(closingIn(inner, node)),
        write: (newText) => {
          const texts = textsBetweenHoles(made, newText);
          if (!texts) return undefined;
          const filled = texts.reduce(
            (text, next, index) =>
              text + node.value.slice(holes[index - 1]?.start, holes[index - 1]?.end) + next,
          );
          const edits = this.#write(writeText(this.#document, node, filled));
          return edits.length > 0 || newText === made.value ? edits : undefined;
        },
      },
    };
    return made;
  }

  /** The holes in a piece of a string, with their places in the string. */
  #holesOfPiece({ start, source, kind }: Piece): readonly (Span & { readonly hole: Hole })[] {
    if (kind !== "copied") return [];
    return this.#holesIn(source)
      .filter((hole) => contains(source, hole))
      .map((hole) => ({
        hole,
        start: start + hole.start - source.start,
        end: start + hole.end - source.start,
      }));
  }
}

/** Where the text of a string ends in its document. */
function closingIn(pieces: readonly Piece[], { span, style, closed }: StringNode): number {
  const isQuoted = style === "json" || style === "double" || style === "single";
  return isQuoted && closed ? span.end - 1 : Math.max(span.end, pieces.at(-1)?.source.end ?? 0);
}
