/** Fingerprints of what a test runs, by which a recording finds out that it is about something else. */
import type { ParsedDocument, ValueNode } from "../syntax/nodes";
import { MAX_DEPTH } from "./doc";
import type { Subject } from "./subject";

/**
 * Returns 16 hexadecimal digits for the template or the integration with its responses, the request, and the backend's
 * response. White space, comments and the order of members in JSON and YAML do not matter. Undefined if there is
 * nothing to run.
 */
export function fingerprintOf(
  subject: Subject,
  request: ParsedDocument,
  backend: ParsedDocument | undefined,
): string | undefined {
  if (subject.kind === "unknown") return undefined;
  const tested =
    subject.kind === "template"
      ? [subject.template.kind, subject.template.protocol, subject.template.text]
      : subject.inputs.flatMap(({ document, operation }) => [operation, canonical(document)]);
  return hashOf([...tested, canonical(request), backend ? canonical(backend) : ""].join("\0"));
}

function canonical({ root, text }: ParsedDocument): string {
  return root ? canonicalValue(root, text, 0) : "";
}

function canonicalValue(node: ValueNode, text: string, depth: number): string {
  if (depth > MAX_DEPTH) return text.slice(node.span.start, node.span.end);
  switch (node.kind) {
    case "object": {
      const members = node.members.map(
        ({ key, value }) =>
          `${JSON.stringify(key.value)}:${value ? canonicalValue(value, text, depth + 1) : ""}`,
      );
      return `{${members.sort().join()}}`;
    }
    case "array":
      return `[${node.items.map((item) => canonicalValue(item, text, depth + 1)).join()}]`;
    case "string":
    case "boolean":
      return JSON.stringify(node.value);
    case "null":
      return "null";
    case "number":
    case "date":
    case "bytes":
      return node.text;
    // What a host computes is known by how it is written.
    case "word":
    case "unknown":
      return text.slice(node.span.start, node.span.end);
  }
}

/** Two independent 32-bit hashes: enough to notice changes, not to resist anybody. */
function hashOf(text: string): string {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return [other, one].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
