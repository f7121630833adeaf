/** Values that members are likely to have, for those that a host file does not tell. */
import { findSubtype, requiredOf } from "../expressions";
import { type MemberRole, roleOf } from "../model/memberNames";
import type { MemberSchema } from "../model/schema";
import { templateKindOf } from "../model/templates";
import { difference } from "../syntax/difference";
import type {
  Composition,
  Edit,
  Hole,
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
      return typicalObjects(span, schema.properties, name, root);
    default: {
      const known = textsByRole(name, root) ?? schema?.values?.map(({ value }) => value);
      return texts(known && known.length > 0 ? known : ["'x'", "x"]);
    }
  }
}

/** The likely texts of a member with a role of its own. */
function textsByRole(name: string, root: ObjectNode | undefined): readonly string[] | undefined {
  const role = roleOf(name);
  const texts = BY_ROLE[role ?? ""];
  const parameters = root && role === "uri" ? mappedPathParameters(root) : [];
  // A URI that is not in the file most likely has what the mappings fill in.
  return parameters.length > 0
    ? [`https://example.com/${placeholders(parameters)}`, ...(texts ?? [])]
    : texts;
}

function placeholders(parameters: readonly string[]): string {
  return parameters.map((parameter) => `{${parameter}}`).join("/");
}

/** Returns objects that a member is likely to have, given the other members of the input. */
export function typicalObjects(
  span: Span,
  properties: MemberSchema["properties"],
  name: string,
  root: ObjectNode,
): readonly ObjectNode[] {
  const objectOf = (entries: readonly (readonly [string, ValueNode])[]): ObjectNode => ({
    kind: "object",
    span,
    closed: true,
    members: entries.map(([key, value]) => ({
      kind: "member",
      span,
      key: textNode(span, key),
      colon: span.start,
      value,
    })),
  });
  if (templateKindOf(name)) {
    return [objectOf(templateKeys(root).map((key) => [key, unknownTemplate(span)]))];
  }
  if (roleOf(name) === "requestParameters") {
    return mappingsFor(root).map((mappings) =>
      objectOf(mappings.map(([key, value]) => [key, textNode(span, value)])),
    );
  }
  const values = [...(properties ?? [])].flatMap(([key, property]) => {
    const value = typicalValues(span, property, key, root)[0];
    return value ? [[key, value] as const] : [];
  });
  return [objectOf(values)];
}

/** The keys that templates are likely to have: a content type, and what the input selects. */
function templateKeys(root: ObjectNode): readonly string[] {
  const selection = textIn(root, "selection");
  if (selection === undefined) return ["application/json"];
  const key = selection.replace(/^\\(?=\$)/, "");
  return [...new Set(["application/json", "$default", ...(/[${]/.test(key) ? [] : [key])])];
}

type Mappings = readonly (readonly [key: string, value: string])[];

/** Mappings that are likely if they are not in the file: most of all what the URI and the service action ask for. */
function mappingsFor(root: ObjectNode): readonly Mappings[] {
  const subtype = findSubtype(textIn(root, "subtype") ?? "");
  if (subtype) return [requiredOf(subtype).map((name) => [name, "$request.body.x"])];
  const filled: Mappings = pathParametersIn(textIn(root, "uri") ?? "").map((parameter) => [
    PATH_PREFIX + parameter,
    `method.request.path.${parameter}`,
  ]);
  return [filled, [...filled, ["integration.request.header.Content-Type", FORM]]];
}

const PATH_PREFIX = "integration.request.path.";
const FORM = "'application/x-www-form-urlencoded'";

function pathParametersIn(uri: string): readonly string[] {
  return [...uri.matchAll(/(?<!\$)\{(\w[\w.-]*)\+?\}/g)].map(([, parameter = ""]) => parameter);
}

/** The path parameters that the mappings in the file fill in. */
function mappedPathParameters(root: ObjectNode): readonly string[] {
  const mappings = root.members.find(({ key }) => roleOf(key.value) === "requestParameters")?.value;
  const keys = mappings?.kind === "object" ? mappings.members.map(({ key }) => key.value) : [];
  return keys.flatMap((key) => (key.startsWith(PATH_PREFIX) ? [key.slice(PATH_PREFIX.length)] : []));
}

function textIn(root: ObjectNode, role: MemberRole): string | undefined {
  const value = root.members.find(({ key }) => roleOf(key.value) === role)?.value;
  return value?.kind === "string" ? value.value : undefined;
}

/** A template about which nothing is known. */
export function unknownTemplate(span: Span): StringNode {
  const text = "${unknown}";
  return { ...textNode(span, text), holes: [{ start: 0, end: text.length }] };
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

/**
 * Returns the string with values in its holes that they are likely to have. For a member of an input, that depends on
 * its schema and on the rest of the input.
 */
export function fillHoles(
  node: StringNode,
  name: string,
  schema?: MemberSchema,
  root?: ObjectNode,
): readonly StringNode[] {
  if (schema?.enum) return matching(node, schema.enum).map((value) => textNode(node.span, value));
  const isUri = roleOf(name) === "uri" || roleOf(name) === "credentials" || roleOf(name) === "target";
  const holes = node.holes ?? [];
  const parameters = root && roleOf(name) === "uri" ? mappedPathParameters(root) : [];
  const unknownText =
    parameters.length > 0 ? [...UNKNOWN_TEXT, ...parameters, placeholders(parameters)] : UNKNOWN_TEXT;
  const texts = holes.map(({ start, end }) => node.value.slice(start, end));
  const distinct = [...new Set(texts)];
  const lists = holes.map((hole, index) => {
    // The other problems are those of what the author means.
    if (hole.mistaken) return [texts[index] ?? ""];
    if (hole.typical && hole.typical.length > 0) return hole.typical;
    const isFirst = hole.start === 0 && isUri;
    const isAll = isFirst && hole.end === node.value.length;
    if (isAll) return textsByRole(name, root) ?? UNKNOWN_TEXT;
    return isFirst ? [...URI_STARTS, ...unknownText] : unknownText;
  });
  const count = Math.max(1, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, choice) =>
    filled(
      node,
      holes.map((_hole, index) => {
        const list = lists[index] ?? [];
        // What is written twice has the same value, and likely values are those of one account.
        const isLikely = holes[index]?.typical !== undefined;
        const shift = list.length > 1 && !isLikely ? distinct.indexOf(texts[index] ?? "") : 0;
        return list[(choice + shift) % list.length] ?? "";
      }),
    ),
  );
}

const URI_STARTS: readonly string[] = ["https://example.com", "arn:aws:apigateway:us-east-1:lambda:path/x"];

/** The values of an enum that the known text around the holes leaves; all if there are none. */
function matching(
  { value, holes = [] }: StringNode,
  values: NonNullable<MemberSchema["enum"]>,
): readonly string[] {
  let known = "";
  let from = 0;
  for (const { start, end } of holes) {
    known += `${value.slice(from, start).replace(/\W/g, "\\$&")}.*`;
    from = end;
  }
  const pattern = new RegExp(`^${known}${value.slice(from).replace(/\W/g, "\\$&")}$`, "s");
  const all = values.map((each) => each.value);
  const found = all.filter((each) => pattern.test(each));
  return found.length > 0 ? found : all;
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
  const { holes: _, ...known } = node;
  const mistaken = holes.flatMap((hole) => hole.mistaken ?? []);
  const rest = mistaken.length > 0 ? { ...known, mistaken } : known;
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
  let before = 0;
  const spans = moved.map(({ hole, by }): Span => {
    const start = hole.start + before;
    before += by;
    return { start, end: hole.end + before };
  });
  const write = (newText: string): readonly Edit[] | undefined => {
    const unfilled = withoutFillings(node, { value, holes: spans }, newText);
    return unfilled === undefined ? undefined : composition.write(unfilled);
  };
  return { ...rest, value, composition: { ...composition, pieces, write } };
}

/** Returns the new text with the holes in place of their values; undefined if it changes these. */
function withoutFillings(
  { value, holes = [] }: StringNode,
  filledIn: { readonly value: string; readonly holes: readonly Span[] },
  newText: string,
): string | undefined {
  const [change] = difference(filledIn.value, newText);
  if (!change) return value;
  const { start, end } = change.span;
  if (filledIn.holes.some((hole) => start < hole.end && hole.start < Math.max(end, start + 1)))
    return undefined;
  // A hole at the start of the change comes before it.
  const before = filledIn.holes.filter((hole) => hole.end <= start).length;
  const moveBy = (index: number): number => (holes[index]?.end ?? 0) - (filledIn.holes[index]?.end ?? 0);
  const by = before > 0 ? moveBy(before - 1) : 0;
  return value.slice(0, start + by) + change.newText + value.slice(end + by);
}
