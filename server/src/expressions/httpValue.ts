import type { Span } from "../syntax/nodes";
import type { HttpDirection, HttpKey } from "./httpKey";
import { type BodyPath, bracketEnd, type PathFault, parseBodyPath } from "./jsonPath";
import { firstForeign, isAt, type Part, part } from "./part";

/** What can follow a root, and whether it requires a name. */
export const HTTP_SOURCES = {
  request: { header: "required", querystring: "required", body: "optional", path: "optional" },
  response: { header: "required", body: "optional" },
} as const;

export const HTTP_ROOTS = ["request", "response", "context", "stageVariables"] as const;
export type HttpRoot = (typeof HTTP_ROOTS)[number];

/**
 * `$request.header.x` or `${request.header.x}` as a tree:
 * ```
 * { root: request, source: header, name: x }
 * ```
 * `$context.identity.sourceIp` has no source, and a body has a path instead of a name. Parts that have not
 * been typed yet are absent. A name exists, possibly empty, once its dot is typed.
 */
export interface HttpVariable {
  readonly kind: "variable";
  readonly span: Span;
  readonly braced: boolean;
  readonly closed: boolean;
  readonly root: Part;
  readonly knownRoot?: HttpRoot;
  readonly source?: Part;
  readonly name?: Part;
  readonly path?: BodyPath;
}

export type HttpValuePart = ({ readonly kind: "text" } & Part) | HttpVariable;

/**
 * What is wrong with a mapping value.
 * - `unknownRoot`, `unknownSource`, `missingSource`, `missingName`, `badName`: not a valid variable.
 * - `otherDirection`: a response variable in a request, or a request variable in a response.
 * - `unclosed`: `${` without `}`.
 * - `unbraced`: a variable without braces next to text or another variable; `braced` is the correct form.
 * - `unparsed`: text that starts with a variable without braces, which AWS takes for a variable as a whole; `braced` is
 *   the text with braces around its variables.
 *
 *   Both have `cutName` if the variable is a property of an authorizer with a colon or a bracket in its name, which no
 *   form of a variable can contain: with braces, it would read another property.
 * - `quoted`: static text in single quotes, which are sent as well; `inner` is the text without them.
 * - `otherDialect`: a variable of a REST or WebSocket API, which is static text here.
 * - the faults of a path into a body.
 */
export type HttpValueFault =
  | { readonly kind: "unknownRoot" | "unknownSource"; readonly span: Span; readonly name: string }
  | { readonly kind: "missingSource" | "missingName" | "badName" | "unclosed"; readonly span: Span }
  | { readonly kind: "otherDirection"; readonly span: Span; readonly root: HttpDirection }
  | {
      readonly kind: "unbraced" | "unparsed";
      readonly span: Span;
      readonly braced: string;
      readonly cutName: boolean;
    }
  | { readonly kind: "quoted"; readonly span: Span; readonly inner: string }
  | { readonly kind: "otherDialect"; readonly span: Span }
  | PathFault;

export interface HttpValue {
  readonly text: string;
  readonly direction: HttpDirection;
  /** All parts of the text, in order. */
  readonly parts: readonly HttpValuePart[];
  readonly faults: readonly HttpValueFault[];
}

const OTHER_DIALECT =
  /^(?:(?:method|route)\.request|integration\.response)\.\S+$|^(?:context|stageVariables)\.[\w.]+$/;

/** Parses the value of an HTTP API's parameter mapping, or of a parameter of a service action. */
export function parseHttpValue(text: string, direction: HttpDirection): HttpValue {
  const parts: HttpValuePart[] = [];
  const faults: HttpValueFault[] = [];
  let textStart = 0;
  const flush = (end: number): void => {
    if (end > textStart) parts.push({ kind: "text", ...part(text, textStart, end) });
  };
  let i = text.indexOf("$");
  while (i >= 0) {
    const variable = readVariable(text, i, faults);
    if (variable) {
      flush(i);
      parts.push(variable);
      textStart = variable.span.end;
    }
    i = text.indexOf("$", variable ? variable.span.end : i + 1);
  }
  flush(text.length);
  const [first] = parts;
  const isUnparsed = first?.kind === "variable" && !first.braced && parts.length > 1;
  for (const variable of parts) {
    if (variable.kind !== "variable") continue;
    checkVariable(variable, direction, faults);
    if (parts.length > 1 && !variable.braced && !isUnparsed) {
      const cutName = isCutName(text, variable);
      faults.push({ kind: "unbraced", span: variable.span, braced: bracedText(text, variable), cutName });
    }
  }
  const span = { start: 0, end: text.length };
  // With another fault, braces would not help.
  if (isUnparsed && faults.every(({ kind }) => kind === "otherDirection")) {
    const braced = parts.map((piece) => bracedText(text, piece)).join("");
    faults.push({ kind: "unparsed", span, braced, cutName: isCutName(text, first) });
  }
  if (/^'.+'$/s.test(text)) faults.push({ kind: "quoted", span, inner: text.slice(1, -1) });
  if (OTHER_DIALECT.test(text)) faults.push({ kind: "otherDialect", span });
  return { text, direction, parts, faults };
}

/** Returns the part as it is in the text, with braces around a variable that has none. */
function bracedText(text: string, part: HttpValuePart): string {
  const { start, end } = part.span;
  return part.kind === "text" || part.braced ? text.slice(start, end) : `\${${text.slice(start + 1, end)}}`;
}

/** True for a property of an authorizer that is followed by a colon or a bracket, which must belong to its name. */
function isCutName(text: string, { knownRoot, name, span }: HttpVariable): boolean {
  const isProperty = knownRoot === "context" && /^authorizer\.\w/.test(name?.text ?? "");
  return isProperty && /[:[]/.test(text[span.end] ?? "");
}

function readVariable(text: string, start: number, faults: HttpValueFault[]): HttpVariable | undefined {
  const braced = text[start + 1] === "{";
  const from = braced ? start + 2 : start + 1;
  const limit = braced ? closingBrace(text, from) : text.length;
  const root = part(text, from, braced ? nextDot(text, from, limit) : wordEnd(text, from));
  const knownRoot = HTTP_ROOTS.find((name) => name === root.text);
  // In the middle of text, `$5` and `$USD` are amounts of money; at the start, a word is meant as a variable.
  if (!braced && !knownRoot && (root.text === "" ? text.length > 1 : start > 0 || /^\d/.test(root.text))) {
    return undefined;
  }
  const hasBody =
    (knownRoot === "request" || knownRoot === "response") && text.startsWith(".body", root.span.end);
  const end = braced ? limit : bareEnd(text, root.span.end, hasBody);
  const closed = !braced || text[end] === "}";
  if (!closed) faults.push({ kind: "unclosed", span: { start, end } });
  const base = {
    kind: "variable" as const,
    span: { start, end: braced && closed ? end + 1 : end },
    braced,
    closed,
    root,
    ...(knownRoot && { knownRoot }),
  };
  const afterRoot = root.span.end;
  if (text[afterRoot] !== "." || afterRoot >= end) return base;
  if (knownRoot === "context" || knownRoot === "stageVariables") {
    return { ...base, name: part(text, afterRoot + 1, end) };
  }
  const sourceStart = afterRoot + 1;
  let sourceEnd = sourceStart;
  while (sourceEnd < end && text[sourceEnd] !== "." && text[sourceEnd] !== "[") sourceEnd++;
  const source = part(text, sourceStart, sourceEnd);
  if (sourceEnd >= end) return { ...base, source };
  const isBracket = text[sourceEnd] === "[";
  const rest = part(text, isBracket ? sourceEnd : sourceEnd + 1, end);
  return source.text === "body"
    ? { ...base, source, path: parseBodyPath(rest) }
    : { ...base, source, name: rest };
}

function checkVariable(variable: HttpVariable, direction: HttpDirection, faults: HttpValueFault[]): void {
  // Without the closing brace, the extent of the variable is unknown.
  if (!variable.closed) return;
  const { root, knownRoot, source, name, path } = variable;
  if (!knownRoot) {
    faults.push({ kind: "unknownRoot", span: root.text ? root.span : variable.span, name: root.text });
    return;
  }
  const inner = {
    start: root.span.start,
    end: variable.span.end - (variable.braced ? 1 : 0),
  };
  if (knownRoot === "context" || knownRoot === "stageVariables") {
    if (!name?.text) faults.push({ kind: "missingName", span: inner });
    const foreign = name && firstForeign(name, knownRoot === "context" ? /[\w.]/ : /[\w.-]/);
    if (foreign) faults.push({ kind: "badName", span: foreign.span });
    return;
  }
  if (knownRoot !== direction) {
    faults.push({
      kind: "otherDirection",
      span: { start: root.span.start, end: source?.span.end ?? inner.end },
      root: knownRoot,
    });
    return;
  }
  if (!source?.text) {
    faults.push({ kind: "missingSource", span: inner });
    return;
  }
  const sources: Readonly<Record<string, "required" | "optional">> = HTTP_SOURCES[knownRoot];
  if (!Object.hasOwn(sources, source.text)) {
    faults.push({ kind: "unknownSource", span: source.span, name: source.text });
    return;
  }
  const isNameless =
    name?.text === "" || path?.text === "" || (!name && !path && sources[source.text] === "required");
  if (isNameless) faults.push({ kind: "missingName", span: inner });
  const blank = name?.text.search(/\s/) ?? -1;
  if (name && blank >= 0) {
    const start = name.span.start + blank;
    faults.push({ kind: "badName", span: { start, end: start + 1 } });
  }
  if (path) faults.push(...path.faults);
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && /\w/.test(text[end] ?? "")) end++;
  return end;
}

function nextDot(text: string, from: number, end: number): number {
  let dot = from;
  while (dot < end && text[dot] !== ".") dot++;
  return dot;
}

/** Returns the offset of the brace that closes a variable, or where it must be missing: at the next `${` or the end. */
function closingBrace(text: string, from: number): number {
  const next = text.indexOf("${", from);
  const limit = next < 0 ? text.length : next;
  let mayHoldBrace = true;
  for (let i = from; i < limit; i++) {
    if (text[i] === "}") return i;
    if (text[i] !== "[" || !mayHoldBrace) continue;
    const end = bracketEnd(text, i, limit);
    if (end === undefined) mayHoldBrace = false;
    else i = end - 1;
  }
  return limit;
}

function bareEnd(text: string, from: number, hasBody: boolean): number {
  let i = from;
  while (i < text.length) {
    const unit = text[i] ?? "";
    if (hasBody && unit === "[") i = bracketEnd(text, i) ?? text.length;
    else if (/[\w.-]/.test(unit) || (hasBody && /[*@$?]/.test(unit))) i++;
    else break;
  }
  return i;
}

/**
 * What is wrong with a value under its key.
 * - `valueIgnored`: `remove` takes no value. AWS's guide uses two single quotes.
 * - `notStatusCode`: `overwrite:statuscode` with text that is not a status code from 200 to 599.
 */
export interface HttpEntryFault {
  readonly kind: "valueIgnored" | "notStatusCode";
  readonly span: Span;
}

/** Finds the faults of a value that depend on its key. */
export function httpEntryFaults(key: HttpKey, value: HttpValue): readonly HttpEntryFault[] {
  const span = { start: 0, end: value.text.length };
  const isEmpty = value.text === "" || value.text === "''";
  if (key.knownAction === "remove") return isEmpty ? [] : [{ kind: "valueIgnored", span }];
  const isStatic = value.parts.every(({ kind }) => kind === "text");
  return key.target === "statuscode" && isStatic && !/^[2-5]\d\d$/.test(value.text)
    ? [{ kind: "notStatusCode", span }]
    : [];
}

/** The part of a value at an offset, with the span that a completion replaces. */
export type HttpValueSlot =
  | { readonly slot: "root"; readonly replace: Span; readonly variable?: HttpVariable }
  | { readonly slot: "source" | "name" | "path"; readonly replace: Span; readonly variable: HttpVariable };

/** Finds what can be typed at an offset of a value. In plain text, it is `root` without a variable. */
export function httpValueAt(value: HttpValue, offset: number): HttpValueSlot {
  for (const variable of value.parts) {
    if (variable.kind !== "variable") continue;
    const { root, source, name, path } = variable;
    if (isAt(root.span, offset)) return { slot: "root", replace: root.span, variable };
    if (source && isAt(source.span, offset)) return { slot: "source", replace: source.span, variable };
    if (name && isAt(name.span, offset)) return { slot: "name", replace: name.span, variable };
    if (path && isAt(path.span, offset)) return { slot: "path", replace: path.span, variable };
  }
  return { slot: "root", replace: { start: offset, end: offset } };
}

/** What is wrong with a key of `ResponseParameters`: it is not a number, or not from 200 to 599. */
export type StatusKeyFault = { readonly kind: "notNumber" | "outOfRange"; readonly span: Span };

/** Parses a key of `ResponseParameters` of an HTTP API. */
export function parseStatusKey(text: string): {
  readonly code?: number;
  readonly faults: readonly StatusKeyFault[];
} {
  const span = { start: 0, end: text.length };
  if (!/^\d{3}$/.test(text)) return { faults: [{ kind: "notNumber", span }] };
  const code = Number(text);
  return { code, faults: code >= 200 && code <= 599 ? [] : [{ kind: "outOfRange", span }] };
}
