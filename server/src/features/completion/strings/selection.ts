import {
  ESCAPED_DEFAULT,
  parseSelection,
  SELECTION_VARIABLES,
  type SelectionScope,
  selectionAt,
} from "../../../expressions";
import { explainSelection } from "../../docs/explain";
import type { Suggestion } from "../item";
import type { Snippet } from "../snippet";
import type { TextPlace } from "../textPlaceTypes";
import { commonHeaders } from "./headers";

/** Example names that follow the variables. */
const NAMES: Readonly<Record<string, string>> = {
  "request.body": "action",
  "integration.response.header": "name",
  "integration.response.multivalueheader": "name",
};

/** Suggests the variables of a `TemplateSelectionExpression`, and the reserved key. */
export function completeSelection(scope: SelectionScope, { text, offset }: TextPlace): readonly Suggestion[] {
  const selection = parseSelection(text, scope);
  const { slot, replace } = selectionAt(selection, offset);
  if (slot === "path") return [];
  if (slot === "name") {
    return commonHeaders("response").map((name) => ({
      label: name,
      text: [name],
      replace,
      documentation: explainSelection("integration.response.header", name),
    }));
  }
  const around = selection.parts.find(
    (piece) => piece.kind === "variable" && piece.span.start < offset && offset <= piece.span.end,
  );
  if (slot === "variable" && around?.kind === "variable") {
    const { closed, name, path } = around;
    const isNamed = name !== undefined || path !== undefined;
    return SELECTION_VARIABLES[scope].map((variable) => ({
      label: variable,
      text: [...(isNamed ? [variable] : named(variable)), ...(closed ? [] : ["}"])],
      replace,
      documentation: explainSelection(variable),
    }));
  }
  // A partly typed `${` or `\$` is replaced as well.
  const typed = /\\?\$?\{?$/.exec(text.slice(0, offset))?.[0] ?? "";
  const span = { start: offset - typed.length, end: offset };
  const variables: readonly Suggestion[] = SELECTION_VARIABLES[scope].map((variable) => ({
    label: `\${${variable}}`,
    text: ["${", ...named(variable), "}"],
    replace: span,
    documentation: explainSelection(variable),
  }));
  if (span.start > 0 || offset < text.length) return variables;
  const reserved: Suggestion = {
    label: ESCAPED_DEFAULT,
    text: [ESCAPED_DEFAULT],
    replace: span,
    documentation: explainSelection(ESCAPED_DEFAULT),
  };
  return [...variables, reserved];
}

function named(variable: string): Snippet {
  const name = NAMES[variable] ?? "";
  return name ? [`${variable}.`, { stop: 1, text: name }] : [variable];
}
