import type { Span } from "../syntax/nodes";
import { isAt, type Part, part } from "./part";
import { isReservedHeader } from "./reservedHeaders";

/** The actions of a parameter mapping of an HTTP API. */
export const HTTP_ACTIONS = ["append", "overwrite", "remove"] as const;
export type HttpAction = (typeof HTTP_ACTIONS)[number];

/** Request mappings change the request to the backend; response mappings change the response to the client. */
export type HttpDirection = "request" | "response";

/** What a mapping can change, and with which actions. `named`: the target is followed by a name. */
export const HTTP_TARGETS = {
  request: {
    header: { actions: HTTP_ACTIONS, named: true },
    querystring: { actions: HTTP_ACTIONS, named: true },
    path: { actions: ["overwrite"], named: false },
  },
  response: {
    header: { actions: HTTP_ACTIONS, named: true },
    statuscode: { actions: ["overwrite"], named: false },
  },
} as const satisfies Record<
  HttpDirection,
  Record<string, { readonly actions: readonly HttpAction[]; readonly named: boolean }>
>;

export type HttpTargetKind = "header" | "querystring" | "path" | "statuscode";

/**
 * What is wrong with a mapping key.
 * - `wrongDialect`: the syntax of REST and WebSocket APIs, such as `integration.request.header.x`;
 *   `rewritten` is the equivalent key of an HTTP API, if any.
 * - `unknownAction`, `missingAction`: none of the three actions, or no colon.
 * - `unknownTarget`, `missingTarget`: not a valid target in this direction.
 * - `missingName`, `badName`: a header or query string parameter without a name, or with a space in it.
 * - `pathAction`, `pathSuffix`: an action or a suffix other than in `overwrite:path`.
 * - `statusCodeAction`, `statusCodeSuffix`: an action or a suffix other than in `overwrite:statuscode`.
 * - `reservedHeader`: mappings cannot change this header.
 */
export type HttpKeyFault =
  | { readonly kind: "wrongDialect"; readonly span: Span; readonly rewritten?: string }
  | { readonly kind: "unknownAction"; readonly span: Span; readonly action: string }
  | {
      readonly kind:
        | "missingAction"
        | "missingTarget"
        | "missingName"
        | "badName"
        | "pathSuffix"
        | "statusCodeSuffix";
      readonly span: Span;
    }
  | { readonly kind: "unknownTarget"; readonly span: Span; readonly target: string }
  | { readonly kind: "pathAction" | "statusCodeAction"; readonly span: Span; readonly action: HttpAction }
  | { readonly kind: "reservedHeader"; readonly span: Span; readonly header: string };

/**
 * `append:header.x-id` as a tree:
 * ```
 * { action: append, colon: 6, location: header, target: "header", name: x-id }
 * ```
 * Parts that have not been typed yet are absent. `name` exists, possibly empty, once its dot is typed.
 */
export interface HttpKey {
  readonly text: string;
  readonly direction: HttpDirection;
  readonly action?: Part;
  /** Set if `action` is one of the three actions. */
  readonly knownAction?: HttpAction;
  readonly colon?: number;
  readonly location?: Part;
  /** Set if `location` is a valid target in this direction. */
  readonly target?: HttpTargetKind;
  readonly name?: Part;
  readonly faults: readonly HttpKeyFault[];
}

const OTHER_DIALECT = /^(?:(?:integration|method|route)\.(?:request|response)\.)/;

/** Parses a key of `RequestParameters`, or of the map for one status code in `ResponseParameters`. */
export function parseHttpKey(text: string, direction: HttpDirection): HttpKey {
  if (OTHER_DIALECT.test(text)) {
    const rewritten = rewrite(text, direction);
    const span = { start: 0, end: text.length };
    return { text, direction, faults: [{ kind: "wrongDialect", span, ...(rewritten && { rewritten }) }] };
  }
  const colon = text.indexOf(":");
  const action = part(text, 0, colon < 0 ? text.length : colon);
  const knownAction = HTTP_ACTIONS.find((name) => name === action.text);
  if (colon < 0) {
    const span = { start: 0, end: text.length };
    const { text: word } = action;
    // After a known action, the target is missing; any other word lacks the action.
    const kind = knownAction ? "missingTarget" : "missingAction";
    return {
      text,
      direction,
      action,
      ...(knownAction && { knownAction }),
      faults: word ? [{ kind, span }] : [],
    };
  }
  const dot = text.indexOf(".", colon);
  const location = part(text, colon + 1, dot < 0 ? text.length : dot);
  const name = dot < 0 ? undefined : part(text, dot + 1, text.length);
  const target = targetOf(location.text, direction);
  const key: Omit<HttpKey, "faults"> = {
    text,
    direction,
    action,
    ...(knownAction && { knownAction }),
    colon,
    location,
    ...(target && { target }),
    ...(name && { name }),
  };
  return { ...key, faults: [...faultsOf(key)] };
}

function* faultsOf({
  text,
  action,
  knownAction,
  location,
  target,
  name,
}: Omit<HttpKey, "faults">): Generator<HttpKeyFault> {
  if (!action || !location) return;
  if (!knownAction) {
    yield { kind: "unknownAction", span: action.span, action: action.text };
  }
  if (location.text === "" && !name) {
    yield { kind: "missingTarget", span: { start: 0, end: text.length } };
    return;
  }
  if (!target) {
    yield { kind: "unknownTarget", span: location.span, target: location.text };
    return;
  }
  if (target === "path" || target === "statuscode") {
    if (knownAction && knownAction !== "overwrite") {
      const kind = target === "path" ? "pathAction" : "statusCodeAction";
      yield { kind, span: action.span, action: knownAction };
    }
    if (name) {
      const span = { start: name.span.start - 1, end: name.span.end };
      yield { kind: target === "path" ? "pathSuffix" : "statusCodeSuffix", span };
    }
    return;
  }
  if (!name || name.text === "") {
    yield { kind: "missingName", span: { start: location.span.start, end: text.length } };
    return;
  }
  const blank = name.text.search(/\s/);
  if (blank >= 0) {
    const start = name.span.start + blank;
    yield { kind: "badName", span: { start, end: start + 1 } };
  }
  if (target === "header" && isReservedHeader(name.text)) {
    yield { kind: "reservedHeader", span: name.span, header: name.text };
  }
}

function targetOf(location: string, direction: HttpDirection): HttpTargetKind | undefined {
  switch (location) {
    case "header":
      return location;
    case "querystring":
    case "path":
      return direction === "request" ? location : undefined;
    case "statuscode":
      return direction === "response" ? location : undefined;
    default:
      return undefined;
  }
}

function rewrite(text: string, direction: HttpDirection): string | undefined {
  const match = /^(?:integration\.request|method\.response)\.(header|querystring|path)\.(\S+)$/.exec(text);
  const [, location, name] = match ?? [];
  if (!location || !name || location === "path") return undefined;
  return targetOf(location, direction) ? `overwrite:${location}.${name}` : undefined;
}

/** The part of a key at an offset, with the span that a completion replaces. */
export type HttpKeySlot =
  | { readonly slot: "action"; readonly replace: Span }
  | { readonly slot: "target"; readonly replace: Span; readonly action: string }
  | { readonly slot: "name"; readonly replace: Span; readonly target: HttpTargetKind };

/** Finds what can be typed at an offset of a key. */
export function httpKeyAt(key: HttpKey, offset: number): HttpKeySlot | undefined {
  const { action, location, name, target } = key;
  if (!action) return undefined;
  if (isAt(action.span, offset)) return { slot: "action", replace: action.span };
  if (location && isAt(location.span, offset)) {
    return { slot: "target", replace: location.span, action: action.text };
  }
  if (name && target && isAt(name.span, offset)) return { slot: "name", replace: name.span, target };
  return undefined;
}
