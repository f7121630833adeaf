import type { ApiFacts } from "../../model/apiFacts";
import type { Operation } from "../../model/operations";
import { templateIn } from "../../model/templates";
import type { ParsedDocument, StringNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { cursorContext } from "../context/cursorContext";
import type { Hover } from "./hover";
import { hoverMappingKey } from "./mappingKey";
import { hoverMappingValue } from "./mappingValue";
import { hoverMapKey, hoverMember, hoverStatusKey } from "./names";
import { hoverPatchPath } from "./patchPath";
import { hoverSelection } from "./selection";
import { hoverInTemplate } from "./template";
import { hoverUri } from "./uri";
import { hoverValue } from "./values";

export type { Hover } from "./hover";

/** The file, and what is known about its API. */
export interface HoveredFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly facts: ApiFacts | undefined;
}

/** Returns the documentation of the member, the value or the part of an expression at the offset. */
export function hoverInput(file: HoveredFile, offset: number): Hover | undefined {
  const { document, operation, facts } = file;
  // A mapping is explained in the dialect that it is written in, even if the API does not have it.
  const context = cursorContext({ document, operation, protocol: undefined }, offset);
  const inString = (
    { string }: { readonly string: StringNode | undefined },
    explain: (string: StringNode, at: number) => Hover | undefined,
  ): Hover | undefined => string && hoverInString(document, string, offset, explain);
  switch (context.kind) {
    case "none":
    case "emptyFile":
    case "cacheKey":
      return undefined;
    case "name":
      return hoverMember(context, document.format);
    case "mapKey":
      return hoverMapKey(context);
    case "statusKey":
      return hoverStatusKey(context);
    case "mappingKey":
      return (
        inString(context, (string, at) => hoverMappingKey(string.value, context, operation, at)) ??
        hoverMapKey(context)
      );
    case "template":
      return (
        inString(context, (string, at) => hoverInTemplate(templateIn(string), at, facts)) ??
        hoverValue(file, context)
      );
    case "mappingValue":
      return (
        inString(context, (string, at) => hoverMappingValue(string.value, context, at, facts)) ??
        hoverValue(file, context)
      );
    case "uri":
      return (
        inString(context, (string, at) => hoverUri(string.value, at, facts)) ?? hoverValue(file, context)
      );
    case "selection":
      return (
        inString(context, (string, at) => hoverSelection(string.value, context.scope, at)) ??
        hoverValue(file, context)
      );
    case "patchPath":
      return hoverPatchPath(context) ?? hoverValue(file, context);
    case "statusCode":
    case "id":
    case "plain":
      return hoverValue(file, context);
    default:
      return context satisfies never;
  }
}

/** Explains the part of a string at the offset, and maps its span back to the file. */
function hoverInString(
  document: ParsedDocument,
  string: StringNode,
  offset: number,
  explain: (string: StringNode, at: number) => Hover | undefined,
): Hover | undefined {
  const map = stringMap(document, string);
  const found = explain(string, map.toValue(offset));
  return found && { span: map.toSource(found.span), markdown: found.markdown };
}
