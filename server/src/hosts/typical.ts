/** Values that members are likely to have, for those that a host file does not tell. */
import { roleOf } from "../model/memberNames";
import type { MemberSchema } from "../model/schema";
import { templateKindOf } from "../model/templates";
import type {
  Composition,
  Hole,
  MemberNode,
  ObjectNode,
  Piece,
  Span,
  StringNode,
  ValueNode,
} from "../syntax/nodes";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";
const INVOCATION = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const LISTENER =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2";

/** By the member's role. The first one is what features show. */
const BY_ROLE: Readonly<Record<string, readonly string[]>> = {
  uri: [
    INVOCATION,
    "https://example.com/x",
    FUNCTION,
    LISTENER,
    "arn:aws:apigateway:us-east-1:sqs:path/123456789012/q",
    "http://${stageVariables.host}/x",
  ],
  credentials: ["arn:aws:iam::123456789012:role/r", "arn:aws:iam::*:user/*"],
  connectionId: ["abc123", "${stageVariables.link}"],
  target: [
    LISTENER,
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/50dc6c495c0c9188",
  ],
  method: ["POST", "GET", "ANY"],
  httpMethod: ["GET", "POST", "ANY"],
  statusCode: ["200", "400", "500"],
  responseKey: ["4\\d{2}", ".*", "$default", "/200/"],
  selection: ["$request.body.action", "\\$default"],
};

/** Returns values that a member is likely to have. `root` is the input that it is in. */
export function typicalValues(
  span: Span,
  schema: MemberSchema | undefined,
  name: string,
  root: ObjectNode,
): readonly ValueNode[] {
  const texts = (list: readonly string[]): readonly ValueNode[] => list.map((text) => textNode(span, text));
  if (schema?.enum) return texts(schema.enum.map(({ value }) => value));
  switch (schema?.type) {
    case "integer": {
      const { minimum = 50, maximum = 29_000 } = schema;
      return [...new Set([Math.min(maximum, 10_000), minimum])].map((value) => ({
        kind: "number",
        span,
        text: String(value),
        value,
        whole: true,
      }));
    }
    case "boolean":
      return [true, false].map((value) => ({ kind: "boolean", span, value }));
    case "array":
      return [{ kind: "array", span, closed: true, items: [] }];
    case "object":
      return [typicalObject(span, schema, name, root)];
    default: {
      const known = BY_ROLE[roleOf(name) ?? ""] ?? schema?.values?.map(({ value }) => value);
      return texts(known && known.length > 0 ? known : ["'x'", "x"]);
    }
  }
}

function typicalObject(span: Span, schema: MemberSchema, name: string, root: ObjectNode): ObjectNode {
  const members: MemberNode[] = [];
  const add = (key: string, value: ValueNode): void => {
    members.push({ kind: "member", span, key: { kind: "word", span, value: key }, colon: span.start, value });
  };
  if (templateKindOf(name)) {
    const text = "${unknown}";
    add("application/json", { ...textNode(span, text), holes: [{ start: 0, end: text.length }] });
  } else if (roleOf(name) === "requestParameters") {
    // A map that is not in the file most likely has what the URI asks for.
    for (const placeholder of pathParametersIn(root)) {
      add(`integration.request.path.${placeholder}`, textNode(span, `method.request.path.${placeholder}`));
    }
  }
  if (schema.properties) {
    for (const [key, property] of schema.properties) {
      const value = typicalValues(span, property, key, root)[0];
      if (value) add(key, value);
    }
  }
  return { kind: "object", span, closed: true, members };
}

function pathParametersIn(root: ObjectNode): readonly string[] {
  const uri = root.members.find(({ key }) => roleOf(key.value) === "uri")?.value;
  const text = uri?.kind === "string" ? uri.value : "";
  return [...text.matchAll(/(?<!\$)\{(\w[\w.-]*)\+?\}/g)].map(([, parameter = ""]) => parameter);
}

/** A string that is not in the text but stands for what is at the span. */
export function textNode(span: Span, value: string): StringNode {
  const composition: Composition = {
    pieces: [{ start: 0, end: value.length, source: span, kind: "hole" }],
    closing: span.end,
    write: () => undefined,
  };
  return { kind: "string", span, closed: true, value, style: "composed", composition };
}

const UNKNOWN_TEXT: readonly string[] = ["x", "us-east-1", "123456789012", "lambda", "a/b"];

/** Returns the string with values in its holes that they are likely to have. */
export function fillHoles(node: StringNode, name: string): readonly StringNode[] {
  const isUri = roleOf(name) === "uri" || roleOf(name) === "credentials" || roleOf(name) === "target";
  const holes = node.holes ?? [];
  const texts = holes.map(({ start, end }) => node.value.slice(start, end));
  const distinct = [...new Set(texts)];
  const lists = holes.map((hole, index) => {
    // The other problems are those of what the author means.
    if (hole.mistaken) return [texts[index] ?? ""];
    if (hole.typical && hole.typical.length > 0) return hole.typical;
    const isFirst = hole.start === 0 && isUri;
    const isAll = isFirst && hole.end === node.value.length;
    if (isAll) return BY_ROLE[roleOf(name) ?? ""] ?? UNKNOWN_TEXT;
    return isFirst
      ? ["https://example.com", "arn:aws:apigateway:us-east-1:lambda:path/x", ...UNKNOWN_TEXT]
      : UNKNOWN_TEXT;
  });
  const count = Math.max(1, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, choice) =>
    filled(
      node,
      holes.map((_hole, index) => {
        const list = lists[index] ?? [];
        // What is written twice has the same value.
        const shift = list.length > 1 ? distinct.indexOf(texts[index] ?? "") : 0;
        return list[(choice + shift) % list.length] ?? "";
      }),
    ),
  );
}

function filled(node: StringNode, fillings: readonly string[]): StringNode {
  const { holes = [], composition } = node;
  let value = "";
  let from = 0;
  const moved: { readonly hole: Hole; readonly by: number }[] = [];
  holes.forEach((hole, index) => {
    const filling = fillings[index] ?? "";
    value += node.value.slice(from, hole.start) + filling;
    from = hole.end;
    moved.push({ hole, by: filling.length - (hole.end - hole.start) });
  });
  value += node.value.slice(from);
  const { holes: _, ...rest } = node;
  if (!composition) return { ...rest, value };
  let shift = 0;
  let next = 0;
  const pieces = composition.pieces.map((piece): Piece => {
    const start = piece.start + shift;
    while (
      next < moved.length &&
      (moved[next]?.hole.end ?? 0) <= piece.end &&
      (moved[next]?.hole.start ?? 0) >= piece.start
    ) {
      shift += moved[next]?.by ?? 0;
      next++;
    }
    return { ...piece, start, end: piece.end + shift };
  });
  return { ...rest, value, composition: { ...composition, pieces, write: () => undefined } };
}
