import {
  HTTP_SOURCES,
  type HttpDirection,
  type HttpVariable,
  isAt,
  type MappingScope,
  parseHttpValue,
  parseMappingValue,
  VALUE_SOURCES,
} from "../../expressions";
import type { ApiFacts } from "../../model/apiFacts";
import type { ContextOf } from "../context/cursorContext";
import { dialectOf } from "../context/mappingMap";
import { explainContextName, explainSource, explainStageVariable } from "../docs/explain";
import { code } from "../docs/markdown";
import type { Hover } from "./hover";

/** Explains the variable at the offset of a mapping's value. */
export function hoverMappingValue(
  text: string,
  { mappings, member }: ContextOf<"mappingValue">,
  at: number,
  facts: ApiFacts | undefined,
): Hover | undefined {
  const dialect = dialectOf(member.key.value, mappings);
  if (dialect === undefined) return undefined;
  return dialect === "http"
    ? inHttpValue(text, mappings.direction, at, facts)
    : inOtherValue(text, dialect, facts);
}

function inHttpValue(
  text: string,
  direction: HttpDirection,
  at: number,
  facts: ApiFacts | undefined,
): Hover | undefined {
  const { parts } = parseHttpValue(text, direction);
  const variable = parts.find(
    (piece): piece is HttpVariable => piece.kind === "variable" && isAt(piece.span, at),
  );
  const markdown = variable && explainVariable(variable, facts);
  return markdown === undefined ? undefined : { span: variable?.span ?? { start: at, end: at }, markdown };
}

function explainVariable(
  { knownRoot, source, name, path }: HttpVariable,
  facts: ApiFacts | undefined,
): string | undefined {
  switch (knownRoot) {
    case undefined:
      return undefined;
    case "context":
      return explainContextName(name?.text ?? "");
    case "stageVariables":
      return explainStageVariable(name?.text ?? "", facts);
    default:
      return source && Object.hasOwn(HTTP_SOURCES[knownRoot], source.text)
        ? explainSource(knownRoot, source.text, name?.text ?? path?.text)
        : undefined;
  }
}

function inOtherValue(text: string, scope: MappingScope, facts: ApiFacts | undefined): Hover | undefined {
  const { source } = parseMappingValue(text, scope);
  const { span } = source;
  switch (source.kind) {
    case "static":
      return { span, markdown: `**'…'** · static text\n\nThe value is always ${code(source.text.text)}.` };
    case "stageVariable":
      return { span, markdown: explainStageVariable(source.name?.text ?? "", facts) };
    case "context": {
      const markdown = explainContextName(source.name?.text ?? "");
      return markdown === undefined ? undefined : { span, markdown };
    }
    case "message": {
      const location = source.location?.text ?? "";
      if (!Object.hasOwn(VALUE_SOURCES[source.known], location)) return undefined;
      return {
        span,
        markdown: explainSource(source.known, location, source.name?.text ?? source.path?.text),
      };
    }
    case "unknown":
      return undefined;
  }
}
