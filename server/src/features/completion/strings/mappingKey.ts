import {
  findSubtype,
  HTTP_ACTIONS,
  HTTP_TARGETS,
  type HttpAction,
  type HttpDirection,
  type HttpTargetKind,
  httpKeyAt,
  KEY_TARGETS,
  parseHttpKey,
  parseMappingKey,
  parseUri,
  pathParametersOf,
  referenceAt,
} from "../../../expressions";
import { declaredHeaders } from "../../../model/knownNames";
import { findMember, textOf } from "../../../syntax/locate";
import type { ContextOf } from "../../context/cursorContext";
import { memberText, requestKeys } from "../../context/inputMembers";
import type { Dialect } from "../../context/mappingMap";
import { describeParameter } from "../../docs/documentation";
import { explainHttpKey, explainMappingKey } from "../../docs/explain";
import type { CompletionSource } from "../item";
import { keyCandidates } from "../members";
import type { NameCandidate, TypedName } from "../nameCandidate";
import { parseSnippet, type Snippet } from "../snippet";
import type { Skeleton } from "../write";
import { changeableHeaders, commonHeaders } from "./headers";

/** Keys for a map of parameter mappings, in the dialects that it can have. */
export function mappingKeys(
  source: CompletionSource,
  { mappings: { direction, dialects }, schema }: Pick<ContextOf<"mappingKey">, "mappings" | "schema">,
  typed: TypedName,
): readonly NameCandidate[] {
  if (!schema) return [];
  const { root, operation, protocol } = source;
  const known = keyCandidates(schema, protocol);
  const name = direction === "request" ? memberText(root, operation, "subtype") : undefined;
  const subtype = name === undefined ? undefined : findSubtype(name);
  if (subtype && dialects.includes("http")) {
    return subtype.parameters.map((parameter) => ({
      label: parameter.name,
      name: [parameter.name],
      value: text("$1"),
      rank: parameter.required ? 0 : 1,
      detail: parameter.required ? "required" : "",
      documentation: describeParameter(parameter, subtype),
      offersMore: true,
    }));
  }
  return dialects.flatMap((dialect, rank) =>
    (dialect === "http"
      ? httpKeys(direction, typed)
      : otherKeys(source, dialect, direction, known, typed)
    ).map((candidate) => ({ ...candidate, rank: candidate.rank + rank })),
  );
}

/** `overwrite` first, because most mappings use it. */
const ACTIONS: readonly HttpAction[] = [...HTTP_ACTIONS].sort(
  (a, b) => Number(b === "overwrite") - Number(a === "overwrite"),
);

function httpKeys(direction: HttpDirection, typed: TypedName): readonly NameCandidate[] {
  const key = parseHttpKey(typed.text, direction);
  const slot = httpKeyAt(key, typed.offset);
  if (slot?.slot === "name") {
    if (slot.target !== "header") return [];
    const before = typed.text.slice(0, slot.replace.start);
    const action = key.knownAction ?? "overwrite";
    return changeableHeaders(direction).map((name) =>
      candidate(
        name,
        [before + name],
        valueFor(action, "header"),
        explainHttpKey(action, "header", direction, name),
      ),
    );
  }
  const name = key.name?.text ?? "";
  return Object.entries(HTTP_TARGETS[direction]).flatMap(([target, { actions, named }]) =>
    ACTIONS.filter((action) => actions.some((allowed) => allowed === action)).map((action) => {
      const start = `${action}:${target}${named ? "." : ""}`;
      const kind = target as HttpTargetKind;
      return candidate(
        start,
        named ? withName(start, name) : [start],
        valueFor(action, kind),
        explainHttpKey(action, kind, direction),
      );
    }),
  );
}

function valueFor(action: HttpAction, target: HttpTargetKind): Skeleton {
  if (action === "remove") return text("''");
  return text(target === "path" ? "${1:$request.path}" : "$1");
}

function otherKeys(
  source: CompletionSource,
  dialect: Dialect,
  direction: HttpDirection,
  known: readonly NameCandidate[],
  typed: TypedName,
): readonly NameCandidate[] {
  const { prefix, locations } = KEY_TARGETS[direction];
  const { reference } = parseMappingKey(typed.text, direction);
  const slot = reference && referenceAt(reference, typed.offset);
  const parameters = dialect === "restRequest" ? pathParameters(source) : [];
  const declared = direction === "response" ? declaredByResponse(source) : [];
  if (reference && slot?.slot === "name") {
    const before = typed.text.slice(0, slot.replace.start);
    const location = reference.location?.text ?? "";
    const names = location === "header" ? commonHeaders(direction) : location === "path" ? parameters : [];
    return [
      ...declared.map((header) => ({ header, detail: "declared", rank: 0 })),
      ...names
        .filter((header) => !declared.includes(header))
        .map((header) => ({ header, detail: "", rank: declared.length > 0 ? 1 : 0 })),
    ].map(({ header, ...known }) => ({
      ...candidate(header, [before + header], text("$1"), explainMappingKey(direction, location, header)),
      ...known,
    }));
  }
  const name = reference?.name?.text ?? "";
  const open = Object.keys(locations).map((location) => {
    const start = `${prefix}.${location}.`;
    return candidate(start, withName(start, name), text("$1"), explainMappingKey(direction, location));
  });
  const paths = parameters.map((parameter) =>
    candidate(
      `${prefix}.path.${parameter}`,
      [`${prefix}.path.${parameter}`],
      text(`\${1:method.request.path.${parameter}}`),
      explainMappingKey(direction, "path", parameter),
    ),
  );
  const headers = declared.map((header) => ({
    ...candidate(
      `${prefix}.header.${header}`,
      [`${prefix}.header.${header}`],
      text("$1"),
      explainMappingKey(direction, "header", header),
    ),
    detail: "declared",
  }));
  return [...paths, ...headers, ...open, ...known.map((entry) => ({ ...entry, rank: 1, offersMore: true }))];
}

/** Returns the path parameters of a REST API's URI that no mapping fills in yet. */
function pathParameters({ root, operation }: CompletionSource): readonly string[] {
  const uri = parseUri(memberText(root, operation, "uri") ?? "");
  const filled = new Set(requestKeys(root, operation));
  const names = new Set(pathParametersOf(uri).map(({ name }) => name.text));
  return [...names].filter((name) => !filled.has(`integration.request.path.${name}`));
}

/** Returns the headers that the method response for this status is known to declare; for all, if the file has no status. */
function declaredByResponse({ root, facts }: CompletionSource): readonly string[] {
  const status = textOf(findMember(root, "statusCode")?.value);
  const responses = (facts?.methodResponses ?? []).filter(
    ({ statusCode }) => status === undefined || statusCode === status,
  );
  return [...new Set(responses.flatMap(declaredHeaders))];
}

function candidate(label: string, name: Snippet, value: Skeleton, documentation: string): NameCandidate {
  return { label, name, value, rank: 0, detail: "", documentation, offersMore: true };
}

/** The key up to its name, then the existing name or a tab stop for a new one. */
function withName(start: string, name: string): Snippet {
  return [start, name || { stop: 1, text: "" }];
}

function text(source: string): Skeleton {
  return { kind: "text", text: parseSnippet(source) };
}
