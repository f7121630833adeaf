import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import { isRecord, toJson } from "../../syntax/json";
import type { Format, InputFormat, ParsedDocument } from "../../syntax/nodes";
import { restToV2, v2ToRest } from "./families";
import { isWhole, type PlainInput } from "./plainInput";
import { printInput } from "./print";

export { printInput } from "./print";

/** What an input can be converted to: a format, or the other family. */
export type ConversionTarget = InputFormat | "apigateway" | "apigatewayv2";

/** The converted text. */
export interface Converted {
  readonly text: string;
  readonly format: InputFormat;
  /** Members and mappings without a counterpart in the new input. */
  readonly lost: readonly string[];
}

/** Returns what the file can be converted to: the other format and, for an integration, the other family. */
export function conversionsOf(
  { format }: Pick<ParsedDocument, "format">,
  operation: Pick<Operation, "name">,
): readonly ConversionTarget[] {
  const other: InputFormat = format === "json" ? "yaml" : "json";
  if (operation.name === "put-integration") return [other, "apigatewayv2"];
  if (operation.name === "create-integration") return [other, "apigateway"];
  return [other];
}

/** Converts the file; undefined if it is incomplete or cannot be converted to the target. */
export function convert(
  document: ParsedDocument,
  operation: Operation,
  protocol: Protocol | undefined,
  target: ConversionTarget,
): Converted | undefined {
  const value = isWhole(document) ? toJson(document.root) : undefined;
  if (!isRecord(value) || !conversionsOf(document, operation).includes(target)) return undefined;
  if (target === "json" || target === "yaml")
    return { text: printInput(value, target), format: target, lost: [] };
  const { document: converted, lost } =
    target === "apigatewayv2" ? restToV2(value) : v2ToRest(value, protocol);
  const format = inputFormatOf(document);
  return { text: printInput(converted, format), format, lost };
}

/**
 * Converts an input that was taken out of a host file: to a format or, in that format, to the other family. Undefined
 * if it has no counterpart there.
 */
export function convertPlain(
  { operation, protocol, members }: PlainInput,
  target: ConversionTarget,
  format: InputFormat,
): Converted | undefined {
  if (target === "json" || target === "yaml") {
    return { text: printInput(members, target), format: target, lost: [] };
  }
  if (target === "apigatewayv2" && operation !== "put-integration") return undefined;
  if (target === "apigateway" && operation !== "create-integration") return undefined;
  const { document, lost } = target === "apigatewayv2" ? restToV2(members) : v2ToRest(members, protocol);
  return { text: printInput(document, format), format, lost };
}

function inputFormatOf({ format }: { readonly format: Format }): InputFormat {
  return format === "yaml" ? "yaml" : "json";
}
