import type { Span } from "../syntax/nodes";
import { isAt, type Part, part, shifted } from "./part";

/** `{id}` in a path or query, which a mapping fills in. It is greedy if written `{id+}`. */
export interface PathParameter {
  readonly span: Span;
  readonly name: Part;
  readonly greedy: boolean;
}

/**
 * `https://example.com:8443/pets/{id}?q=1` as a tree:
 * ```
 * { scheme: https, host: example.com, port: 8443, path: /pets/{id}, query: q=1, parameters: [id] }
 * ```
 */
export interface HttpUrl {
  readonly scheme: Part;
  readonly host: Part;
  readonly port?: Part;
  readonly path?: Part;
  readonly query?: Part;
  readonly parameters: readonly PathParameter[];
}

/**
 * What is wrong with a URL.
 * - `unknownScheme`: neither http nor https.
 * - `missingHost`: nothing after `://`.
 * - `unsupportedPort`: not 80, 443 or 1024 to 65535.
 * - `illegalCharacter`: a character that must be percent-encoded.
 * - `unclosedParameter`: `{` without `}`.
 */
export type UrlFault =
  | { readonly kind: "unknownScheme"; readonly span: Span; readonly scheme: string }
  | { readonly kind: "missingHost" | "unsupportedPort" | "unclosedParameter"; readonly span: Span }
  | { readonly kind: "illegalCharacter"; readonly span: Span; readonly characters: string };

const LEGAL = /[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/;

/** Parses a URL; undefined for text without `://`. `opaque` are the variables in the text, in any order. */
export function parseHttpUrl(
  text: string,
  opaque: readonly { readonly span: Span }[],
): { readonly url: HttpUrl; readonly faults: readonly UrlFault[] } | undefined {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]{0,30}):\/\//.exec(text)?.[1];
  if (scheme === undefined) return undefined;
  const faults: UrlFault[] = [];
  if (scheme !== "http" && scheme !== "https") {
    faults.push({ kind: "unknownScheme", span: { start: 0, end: scheme.length }, scheme });
  }
  const start = scheme.length + 3;
  const hidden = new Set<number>();
  for (const { span } of opaque) for (let i = span.start; i < span.end; i++) hidden.add(i);
  const find = (from: number, wanted: string, end: number): number => {
    for (let i = from; i < end; i++) if (wanted.includes(text[i] ?? "") && !hidden.has(i)) return i;
    return end;
  };
  const hostEnd = find(start, "/?#", text.length);
  // The colons of an IPv6 address are in brackets.
  const bracket = text[start] === "[" ? find(start, "]", hostEnd) : start;
  const colon = find(bracket, ":", hostEnd);
  const question = find(hostEnd, "?", text.length);
  const port = colon < hostEnd ? part(text, colon + 1, hostEnd) : undefined;
  const host = part(text, start, colon);
  if (host.text === "") faults.push({ kind: "missingHost", span: { start: 0, end: start } });
  if (port && !isSupportedPort(port.text) && !opaque.some(({ span }) => isAt(port.span, span.start))) {
    faults.push({ kind: "unsupportedPort", span: port.text ? port.span : { start: colon, end: colon + 1 } });
  }
  const { parameters, unclosed } = scanParameters(part(text, start, text.length));
  for (const span of unclosed) if (!hidden.has(span.start)) faults.push({ kind: "unclosedParameter", span });
  for (const { span } of parameters) for (let i = span.start; i < span.end; i++) hidden.add(i);
  for (const span of unclosed) hidden.add(span.start);
  faults.push(...illegalCharacters(text, start, hidden));
  const url: HttpUrl = {
    scheme: part(text, 0, scheme.length),
    host,
    ...(port && { port }),
    ...(hostEnd < question && { path: part(text, hostEnd, question) }),
    ...(question < text.length && { query: part(text, question + 1, text.length) }),
    parameters,
  };
  return { url, faults };
}

function isSupportedPort(text: string): boolean {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port === 80 || port === 443 || (port >= 1024 && port <= 65_535);
}

function* illegalCharacters(text: string, from: number, hidden: ReadonlySet<number>): Generator<UrlFault> {
  const isIllegal = (i: number): boolean => {
    const unit = text[i] ?? "";
    if (hidden.has(i) || i >= text.length) return false;
    return !LEGAL.test(unit) || (unit === "%" && !/^%[0-9A-Fa-f]{2}/.test(text.slice(i, i + 3)));
  };
  for (let i = from; i < text.length; i++) {
    if (!isIllegal(i)) continue;
    const start = i;
    while (isIllegal(i + 1)) i++;
    yield {
      kind: "illegalCharacter",
      span: { start, end: i + 1 },
      characters: text.slice(start, i + 1),
    };
  }
}

/** Finds parameters, `{id}` and `{id+}`, but not variables, `${…}`. */
export function scanParameters({ text, span }: Part): {
  readonly parameters: readonly PathParameter[];
  readonly unclosed: readonly Span[];
} {
  const parameters: PathParameter[] = [];
  const unclosed: Span[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "{") continue;
    let end = i + 1;
    while (end < text.length && !/[{}/?]/.test(text[end] ?? "")) end++;
    const isVariable = text[i - 1] === "$";
    // Without its dollar sign, this is an invalid stage variable rather than a parameter.
    if (text.startsWith("stageVariables.", i + 1)) i = end;
    else if (text[end] === "}" && !isVariable) {
      const greedy = text[end - 1] === "+";
      parameters.push({
        span: { start: span.start + i, end: span.start + end + 1 },
        name: shifted(part(text, i + 1, greedy ? end - 1 : end), span.start),
        greedy,
      });
    } else if (!isVariable) unclosed.push({ start: span.start + i, end: span.start + i + 1 });
    i = text[end] === "{" ? end - 1 : end;
  }
  return { parameters, unclosed };
}
