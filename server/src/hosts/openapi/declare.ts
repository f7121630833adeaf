/** The changes of an OpenAPI document that declare what a mapping needs. */
import type { Declare } from "../../model/apiFacts";
import type { Change } from "../../syntax/change";
import { findMember } from "../../syntax/locate";
import type { ArrayNode, ObjectNode, ParsedDocument } from "../../syntax/nodes";
import type { OpenApiOperation } from "./document";

const PLACES: Readonly<Record<string, string>> = { querystring: "query", path: "path", header: "header" };

type Json = { readonly [name: string]: string | boolean | Json };

/** Returns how the document declares more about an operation, for what is written in the operation itself. */
export function declareIn(
  document: ParsedDocument,
  root: ObjectNode,
  { operation }: Pick<OpenApiOperation, "operation">,
): Declare {
  const isVersion2 = findMember(root, "swagger") !== undefined;
  const text: Json = isVersion2 ? { type: "string" } : { schema: { type: "string" } };
  const responses = (): ObjectNode | undefined => objectIn(operation, "responses");
  return {
    parameter: (parameter) => {
      const [, location = "", name = ""] = /^method\.request\.(\w+)\.(.+)$/.exec(parameter) ?? [];
      const place = PLACES[location];
      if (!place) return undefined;
      const declared: Json = { name, in: place, ...(place === "path" && { required: true }), ...text };
      const list = findMember(operation, "parameters")?.value;
      if (!list) return { kind: "insertMember", object: operation, name: "parameters", value: [declared] };
      return list.kind === "array" && list.closed && !list.tag
        ? appended(document, list, declared)
        : undefined;
    },
    response: (status) => {
      const object = responses();
      const value = { description: `${status} response` };
      if (object) return { kind: "insertMember", object, name: status, value };
      return findMember(operation, "responses")
        ? undefined
        : { kind: "insertMember", object: operation, name: "responses", value: { [status]: value } };
    },
    header: (status, name) => {
      const list = responses();
      const response = list && objectIn(list, status);
      if (!response || findMember(response, "$ref")) return undefined;
      const headers = objectIn(response, "headers");
      if (headers) return { kind: "insertMember", object: headers, name, value: text };
      return findMember(response, "headers")
        ? undefined
        : { kind: "insertMember", object: response, name: "headers", value: { [name]: text } };
    },
  };
}

function objectIn(object: ObjectNode, name: string): ObjectNode | undefined {
  const value = findMember(object, name)?.value;
  return value?.kind === "object" && value.tag === undefined ? value : undefined;
}

/** The change that adds an item at the end of a list. */
export function appended({ text, format }: ParsedDocument, list: ArrayNode, value: Json): Change | undefined {
  const last = list.items.at(-1);
  const item = format === "json" ? JSON.stringify(value) : inYaml(value);
  if (!last) {
    const at = list.span.start + 1;
    return list.indentation === undefined
      ? { kind: "replaceSource", span: { start: at, end: at }, newText: item }
      : undefined;
  }
  const span = { start: last.span.end, end: last.span.end };
  if (list.indentation === undefined) return { kind: "replaceSource", span, newText: `, ${item}` };
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  return { kind: "replaceSource", span, newText: `${lineEnd}${" ".repeat(list.indentation)}- ${item}` };
}

/** The value as YAML on one line. */
function inYaml(value: Json): string {
  const members = Object.entries(value).map(
    ([name, inner]) =>
      `${name}: ${typeof inner === "object" ? inYaml(inner) : typeof inner === "string" && !/^[A-Za-z][\w-]*$/.test(inner) ? JSON.stringify(inner) : inner}`,
  );
  return `{${members.join(", ")}}`;
}
