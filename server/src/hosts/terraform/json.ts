/** The JSON syntax of Terraform: its strings are templates, too. */
import { applyEdits } from "../../syntax/applyEdits";
import type {
  Hole,
  MemberNode,
  ObjectNode,
  ParsedDocument,
  Piece,
  Span,
  StringNode,
  ValueNode,
} from "../../syntax/nodes";
import { closingOf, piecesOf } from "../../syntax/stringMap";
import { writeText } from "../../syntax/write/text";
import type { ExpressionNode } from "./expressions";
import { expressionIn, holeMaker } from "./holes";
import { throughLayers } from "./layers";
import { typicalOf } from "./references";
import { templateNode } from "./strings";
import { readTemplate, type TemplateSource } from "./template";

/** Deeper than any resource. */
const MAX_DEPTH = 60;

/** Returns an object of the JSON syntax as Terraform reads it. */
export function readJsonObject(document: ParsedDocument, node: ObjectNode): ObjectNode {
  const made = new JsonReader(document).value(node, 0);
  return made.kind === "object" ? made : node;
}

class JsonReader {
  constructor(private readonly document: ParsedDocument) {}

  value(node: ValueNode, depth: number): ValueNode {
    if (depth > MAX_DEPTH) return { kind: "unknown", span: node.span };
    switch (node.kind) {
      case "object":
        return this.#object(node, depth);
      case "array":
        return { ...node, items: node.items.map((item) => this.value(item, depth + 1)), origin: node };
      case "string":
        return this.#string(node);
      default:
        return node;
    }
  }

  #object(node: ObjectNode, depth: number): ObjectNode {
    const members = node.members
      // A comment.
      .filter(({ key }) => key.value !== "//")
      .map((member): MemberNode => {
        const value = member.value && this.value(member.value, depth + 1);
        return { ...member, ...(value && { value }), origin: member };
      });
    return { ...node, members, origin: node };
  }

  /** A hole with the place of a mistaken reference in the file. */
  #inFile(hole: Hole, pieces: readonly Piece[]): Hole {
    const source = hole.mistaken && sourceAt(pieces, hole.start);
    if (!hole.mistaken || !source) return hole;
    const written = `$${this.document.text.slice(source.start, source.end)}`;
    return { ...hole, mistaken: { ...hole.mistaken, source, written } };
  }

  #string(node: StringNode): ValueNode {
    const { value } = node;
    if (!/[$%]\{/.test(value)) return node;
    const source: TemplateSource = { text: value, from: 0, to: value.length, style: "heredoc" };
    const read = readTemplate(source, holeMaker(value, source));
    const [hole, second] = read.holes;
    if (hole && !second && hole.start === 0 && hole.end === read.value.length && !hole.mistaken) {
      const expression = expressionIn(value);
      if (expression !== undefined) return unknownNode(node, expression);
    }
    const inner = templateNode(source, read, node.span, node.closed, (edits) => {
      const changed = applyEdits(value, edits);
      return readTemplate(
        { text: changed, from: 0, to: changed.length, style: "heredoc" },
        (_, start, end) => ({
          start,
          end,
        }),
      ).value;
    });
    const { composition } = inner;
    if (!composition) return node;
    const pieces = throughLayers(composition.pieces, piecesOf(this.document, node));
    return {
      ...inner,
      origin: node,
      holes: read.holes.map((hole) => this.#inFile(hole, pieces)),
      composition: {
        pieces,
        closing: closingOf(this.document, node),
        write: (newText) => {
          const edits = composition.write(newText);
          return edits && writeText(this.document, node, applyEdits(value, edits));
        },
      },
    };
  }
}

/** The source of a piece of a string. */
function sourceAt(pieces: readonly Piece[], start: number): Span | undefined {
  return pieces.find((piece) => piece.start === start)?.source;
}

function unknownNode(node: StringNode, expression: string): ExpressionNode {
  const reference = expression.replace(/\s+/g, "");
  const isReference = /^[A-Za-z_][\w.[\]"*-]*$/.test(reference);
  const typical = typicalOf(reference);
  return {
    kind: "unknown",
    span: node.span,
    origin: node,
    ...(isReference && { reference }),
    ...(typical && { typical }),
  };
}
