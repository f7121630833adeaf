/** The words that the text, the document and the picture of a simulation have in common. */
import type { PlainParameters } from "../parameters";
import type { ParameterTarget, SelectionCandidate, SimulatedRequest } from "../steps";

export const SELECTORS = { contentType: "Content-Type", accept: "Accept", expression: "selection" } as const;

/** `header.X-Id`, `path` or `status`. */
export function targetText({ location, name }: ParameterTarget): string {
  return name === undefined ? location : `${location}.${name}`;
}

/** The values as JSON strings in a list. */
export function listed(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/** One line for each value of a header or the like. */
export function headerLines(headers: PlainParameters): readonly string[] {
  return pairs(headers).map(([name, value]) => `${name}: ${value}`);
}

/** Each name with each of its values. */
export function pairs(parameters: PlainParameters): readonly (readonly [string, string])[] {
  return Object.entries(parameters).flatMap(([name, values]) =>
    (typeof values === "string" ? [values] : values).map((value) => [name, value] as const),
  );
}

/** `404 4\d\d`, `200`, or the key. */
export function candidateName({ key, status }: SelectionCandidate): string {
  return [status, key].filter(Boolean).join(" ");
}

/** The first line of a request: its method and its target with the query string. */
export function requestLine(
  method: string | undefined,
  target: string | undefined,
  query: PlainParameters,
): string {
  const text = queryText(query);
  const whole = `${target ?? ""}${text && (target?.includes("?") ? "&" : "?")}${text}`;
  return [method, whole].filter(Boolean).join(" ");
}

/** The client's request in one line. */
export function clientLine({ method, path, querystring }: SimulatedRequest): string {
  return method === undefined ? "Message" : requestLine(method, path, querystring);
}

function queryText(query: PlainParameters): string {
  return pairs(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join("&");
}

/** Unpaired surrogates cannot be encoded, and become a replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}
