import type { HttpUrl } from "../../expressions";
import type { ParsedUri, UriFault } from "../../expressions/uri";
import type { StringNode } from "../../syntax/nodes";
import type { Finding } from "../engine/finding";
import { type FaultOfKind, withFaults } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";

type File = Parameters<typeof spanIn>[0];

/**
 * Returns the finding for the first character that is not allowed in a URL; undefined if there is none. One report is
 * enough: whoever fixes it has to check the whole URL.
 */
export function illegalCharacterIn(file: File, node: StringNode, uri: ParsedUri): Finding | undefined {
  if (uri.kind !== "http-url") return undefined;
  for (const { fault } of withFaults([uri], ({ faults }) => faults, [
    "illegalCharacter",
    "unclosedParameter",
  ])) {
    const span = spanIn(file, node, fault.span);
    if (fault.kind === "unclosedParameter") return { span, message: "Missing closing brace (})." };
    return isInHost(uri, fault)
      ? { span, message: `${named(fault.characters)} is not allowed in a host name.`, severity: "error" }
      : { span, ...encoding(node, fault) };
  }
  return undefined;
}

type IllegalCharacter = FaultOfKind<UriFault, "illegalCharacter">;

function isInHost({ host }: HttpUrl, { span }: IllegalCharacter): boolean {
  return host.span.start <= span.start && span.start < host.span.end;
}

function encoding(node: StringNode, { span, characters }: IllegalCharacter) {
  // An unpaired surrogate has no encoding.
  const encoded = /\p{Surrogate}/u.test(characters) ? undefined : encodeURIComponent(characters);
  return {
    message: `${named(characters)} is not allowed in a URL.${encoded === undefined ? "" : ` Write ${encoded}.`}`,
    fixes: encoded === undefined ? [] : [replacePart(node, span, encoded, `Write ${encoded}`)],
  };
}

function named(characters: string): string {
  return characters.trim() === "" ? "A space" : `"${characters}"`;
}
