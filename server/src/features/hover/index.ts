import type { ApiFacts } from "../../model/apiFacts";
import type { IntegrationInput } from "../../model/input";
import type { Operation } from "../../model/operations";
import type { SampleTexts } from "../../model/sampleTexts";
import type { TemplateKind } from "../../model/templates";
import { Template } from "../../rules/engine/template";
import { previewablesOf } from "../../simulate";
import type { ParsedDocument, StringNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import type { HostedTemplate } from "../../templates/hostedTemplate";
import { cursorContext } from "../context/cursorContext";
import { knownBody, knownParameters } from "../messages/knownMessage";
import { sampleValues } from "../messages/sampleValues";
import { isEncoded, withTemplate, withTemplates } from "./decoded";
import type { Hover } from "./hover";
import { hoverMappingKey } from "./mappingKey";
import { hoverMappingValue } from "./mappingValue";
import { hoverMapKey, hoverMember, hoverStatusKey } from "./names";
import { hoverPatchPath } from "./patchPath";
import { hoverSelection } from "./selection";
import { type HoveredTemplate, hoverInTemplate } from "./template";
import { hoverUri } from "./uri";
import { hoverValue } from "./values";

export type { Hover } from "./hover";

/** The file, and what is known about its API. */
export interface HoveredFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly facts: ApiFacts | undefined;
  readonly input: IntegrationInput | undefined;
  /** The templates of the file. */
  readonly templates: readonly HostedTemplate[];
  readonly samples: SampleTexts;
}

/** Returns the documentation of the member, the value or the part of an expression at the offset. */
export function hoverInput(file: HoveredFile, offset: number): Hover | undefined {
  const { document, operation, facts, templates } = file;
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
      return withTemplates(
        hoverMember(context, document.format),
        templates.filter(({ path: [member] }) => member === context.member?.key.value),
      );
    case "mapKey":
      return withTemplate(
        hoverMapKey(context),
        templates.find(({ node }) => node === context.member?.value),
        context.member?.key.span,
      );
    case "statusKey":
      return hoverStatusKey(context);
    case "mappingKey":
      return (
        inString(context, (string, at) => hoverMappingKey(string.value, context, operation, at)) ??
        hoverMapKey(context)
      );
    case "template": {
      const hosted = templates.find(({ node }) => node === context.string);
      return (
        inString(context, (string, at) =>
          hoverInTemplate(hoveredTemplate(file, hosted, string.value, context.templateKind), at),
        ) ??
        withTemplate(
          hoverValue(file, context),
          hosted && isEncoded(hosted) ? hosted : undefined,
          context.string?.span,
        )
      );
    }
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

/** The template in a string. One that the file does not list, such as an alias, is parsed for the hover. */
function hoveredTemplate(
  { document, operation, facts, input, templates, samples }: HoveredFile,
  hosted: HostedTemplate | undefined,
  text: string,
  kind: TemplateKind,
): HoveredTemplate {
  const template = hosted?.template ?? new Template(text, { kind });
  const path = hosted?.path ?? [];
  const previewed = previewablesOf({ operation, input }).find(
    (each) => each.path.length === path.length && each.path.every((step, index) => step === path[index]),
  );
  return {
    template,
    facts,
    body: knownBody(template, path, templates, samples),
    parameters: () => knownParameters({ facts, samples, text: document.text, offset: -1 }),
    values: previewed && sampleValues(previewed, samples),
  };
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
