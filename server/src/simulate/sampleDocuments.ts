import { findMember } from "../syntax/locate";
import type { ParsedDocument } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import type { Samples } from "./preview";

/**
 * Parses the texts of a sample request and of the backend's response in a file next to it. The response in the request
 * itself takes precedence.
 */
export function sampleDocuments(request = "{}", response?: string): Samples {
  const document = parse(request, "json");
  if (response === undefined || hasBackend(document)) return { request: document };
  return { request: document, response: parse(response, "json") };
}

/** Whether a sample request has the backend's response. */
export function hasBackend({ root }: ParsedDocument): boolean {
  return root?.kind === "object" && findMember(root, "backend") !== undefined;
}
