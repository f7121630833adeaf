import type { Span } from "../syntax/nodes";
import { type BodyPath, parseBodyPath } from "./jsonPath";
import { isAt, type Part, part } from "./part";

/** Where an expression is used: an integration selects a request template, an integration response a response template. */
export type SelectionScope = "request" | "response";

/** The variables that a `TemplateSelectionExpression` can read. */
export const SELECTION_VARIABLES: Readonly<Record<SelectionScope, readonly string[]>> = {
  request: ["request.body"],
  response: [
    "request.body",
    "integration.response.statuscode",
    "integration.response.header",
    "integration.response.multivalueheader",
  ],
};

/** The variables that require a name or path. */
const NAMED: readonly string[] = [
  "request.body",
  "integration.response.header",
  "integration.response.multivalueheader",
];

/** Selects the reserved template key `$default`. Without the backslash, the dollar sign starts a variable. */
export const ESCAPED_DEFAULT = "\\$default";

/**
 * `${request.body.action}` as a tree: `{ variable: request.body, path: action }`. A header has a name instead
 * of a path. `variable` is the whole inner text if the variable is unknown.
 */
export interface SelectionVariable {
  readonly kind: "variable";
  readonly span: Span;
  readonly braced: boolean;
  readonly closed: boolean;
  readonly variable: Part;
  readonly isKnown: boolean;
  readonly name?: Part;
  readonly path?: BodyPath;
}

export type SelectionPart =
  | ({ readonly kind: "text" } & Part)
  /** `\$`, an escaped dollar sign. */
  | { readonly kind: "escape"; readonly span: Span }
  | SelectionVariable;

/**
 * What is wrong with a selection expression.
 * - `unescapedDefault`: exactly `$default`.
 * - `unknownVariable`: not a variable of the scope.
 * - `missingName`: no name or path after `request.body` or a header.
 * - `unclosed`: `${` without `}`.
 */
export type SelectionFault =
  | { readonly kind: "unknownVariable"; readonly span: Span; readonly name: string }
  | { readonly kind: "unescapedDefault" | "missingName" | "unclosed"; readonly span: Span };

export interface Selection {
  readonly text: string;
  readonly scope: SelectionScope;
  readonly parts: readonly SelectionPart[];
  /** The selected template key, if it is the same for every message. */
  readonly staticKey?: string;
  readonly faults: readonly SelectionFault[];
}

/** Parses a `TemplateSelectionExpression`. */
export function parseSelection(text: string, scope: SelectionScope): Selection {
  if (text === "$default") {
    const whole = part(text, 0, text.length);
    return {
      text,
      scope,
      parts: [{ kind: "text", ...whole }],
      faults: [{ kind: "unescapedDefault", span: whole.span }],
    };
  }
  const parts: SelectionPart[] = [];
  const faults: SelectionFault[] = [];
  let textStart = 0;
  const add = (piece: SelectionPart): void => {
    if (piece.span.start > textStart)
      parts.push({ kind: "text", ...part(text, textStart, piece.span.start) });
    parts.push(piece);
    textStart = piece.span.end;
  };
  let i = text.indexOf("$");
  while (i >= 0) {
    if (text[i - 1] === "\\" && i - 1 >= textStart)
      add({ kind: "escape", span: { start: i - 1, end: i + 1 } });
    else {
      const variable = readVariable(text, i, scope);
      if (variable) {
        add(variable);
        checkVariable(variable, faults);
      }
    }
    i = text.indexOf("$", Math.max(i + 1, textStart));
  }
  if (textStart < text.length) parts.push({ kind: "text", ...part(text, textStart, text.length) });
  const isStatic = parts.length > 0 && parts.every(({ kind }) => kind !== "variable");
  const key = (): string => parts.map((piece) => (piece.kind === "text" ? piece.text : "$")).join("");
  return { text, scope, parts, faults, ...(isStatic && { staticKey: key() }) };
}

function readVariable(text: string, start: number, scope: SelectionScope): SelectionVariable | undefined {
  const braced = text[start + 1] === "{";
  const from = braced ? start + 2 : start + 1;
  let end = from;
  if (braced) while (end < text.length && text[end] !== "}" && !text.startsWith("${", end)) end++;
  else while (end < text.length && /[\w.[\]-]/.test(text[end] ?? "")) end++;
  if (!braced && end === from) return undefined;
  const closed = !braced || text[end] === "}";
  const inner = part(text, from, end);
  const known = SELECTION_VARIABLES[scope].find(
    (name) =>
      inner.text.startsWith(name) && /^(?:$|\.|\[)/.test(inner.text.slice(name.length, name.length + 1)),
  );
  const base = {
    kind: "variable" as const,
    span: { start, end: braced && closed ? end + 1 : end },
    braced,
    closed,
  };
  if (!known) return { ...base, variable: inner, isKnown: false };
  const split = from + known.length;
  const variable = part(text, from, split);
  if (split === end) return { ...base, variable, isKnown: true };
  const rest = part(text, text[split] === "." ? split + 1 : split, end);
  return known === "request.body"
    ? { ...base, variable, isKnown: true, path: parseBodyPath(rest) }
    : { ...base, variable, isKnown: true, name: rest };
}

function checkVariable(
  { span, closed, variable, isKnown, name, path }: SelectionVariable,
  faults: SelectionFault[],
) {
  if (!closed) faults.push({ kind: "unclosed", span });
  const isNamed = NAMED.includes(variable.text);
  if (!isKnown || (name && !isNamed)) {
    faults.push({
      kind: "unknownVariable",
      span: { start: variable.span.start, end: name?.span.end ?? variable.span.end },
      name: name ? `${variable.text}.${name.text}` : variable.text,
    });
  } else if (isNamed && !name?.text && !path?.text) faults.push({ kind: "missingName", span });
}

/** The part of an expression at an offset, with the span that a completion replaces. */
export interface SelectionSlot {
  readonly slot: "variable" | "name" | "path" | "text";
  readonly replace: Span;
}

/** Finds what can be typed at an offset of an expression. */
export function selectionAt(selection: Selection, offset: number): SelectionSlot {
  for (const piece of selection.parts) {
    if (piece.kind !== "variable") continue;
    const { variable, name, path } = piece;
    if (isAt(variable.span, offset)) return { slot: "variable", replace: variable.span };
    if (path && isAt(path.span, offset)) return { slot: "path", replace: path.span };
    if (name && isAt(name.span, offset)) return { slot: "name", replace: name.span };
  }
  return { slot: "text", replace: { start: offset, end: offset } };
}

/**
 * What is wrong with the key of an integration response.
 * - `missingSlashes`: neither `$default` nor enclosed in slashes; `fixed` is the key with both slashes.
 * - `emptyPattern`: nothing between the slashes.
 * - `escapedDefault`: `\$default`, an escape that is only valid in selection expressions.
 */
export type ResponseKeyFault =
  | { readonly kind: "missingSlashes"; readonly span: Span; readonly fixed: string }
  | { readonly kind: "emptyPattern" | "escapedDefault"; readonly span: Span };

export interface ResponseKey {
  readonly text: string;
  readonly kind: "default" | "pattern" | "unknown";
  /** The regular expression between the slashes, for `parseJavaRegex`. */
  readonly pattern?: Part;
  readonly faults: readonly ResponseKeyFault[];
}

/** Parses an `IntegrationResponseKey`: `$default` or `/pattern/`. */
export function parseResponseKey(text: string): ResponseKey {
  const span = { start: 0, end: text.length };
  if (text === "$default") return { text, kind: "default", faults: [] };
  if (text === ESCAPED_DEFAULT) return { text, kind: "unknown", faults: [{ kind: "escapedDefault", span }] };
  const opens = text.startsWith("/");
  const closes = text.length > (opens ? 1 : 0) && text.endsWith("/");
  if (opens && closes) {
    const pattern = part(text, 1, text.length - 1);
    return { text, kind: "pattern", pattern, faults: pattern.text ? [] : [{ kind: "emptyPattern", span }] };
  }
  const fixed = `${opens ? "" : "/"}${text}${closes ? "" : "/"}`;
  return { text, kind: "unknown", faults: text ? [{ kind: "missingSlashes", span, fixed }] : [] };
}
