/** OpenAPI 2.0 and 3.x with API Gateway's extensions, for REST APIs and HTTP APIs. */
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ParsedDocument } from "../../syntax/nodes";
import { formatOfText } from "../fileFormat";
import type { Host } from "../host";
import { ELSEWHERE, intrinsics } from "../intrinsics";
import { inputsInOpenApi } from "./inputs";
import { placeholdersOf } from "./placeholders";

const FILE = /\.(?:json|ya?ml|template|swagger|oas)$/i;

export const openapi: Host = {
  name: "openapi",
  title: "OpenAPI",
  formatOf: ({ path, text }) => {
    if (!FILE.test(path) || !text.includes("x-amazon-apigateway-integration")) return undefined;
    if (!text.includes("swagger") && !text.includes("openapi")) return undefined;
    return formatOfText(path, text);
  },
  find: (document: ParsedDocument) => {
    const { root } = document;
    if (root?.kind !== "object" || !isOpenApi(root)) return [];
    // The document may be included by a template, or filled in by a tool.
    return inputsInOpenApi(root, {
      document,
      resolve: intrinsics(document, ELSEWHERE),
      fill: placeholdersOf(document),
    });
  },
};

/** True for the root of an OpenAPI document. */
export function isOpenApi(root: ObjectNode): boolean {
  return ["swagger", "openapi"].some((name) => {
    const version = findMember(root, name)?.value;
    const text = version?.kind === "string" ? version.value : version?.kind === "number" ? version.text : "";
    return /^(?:2|3)(?:\.\d+){0,2}$/.test(text);
  });
}
