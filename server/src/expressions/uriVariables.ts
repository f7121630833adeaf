import type { Span } from "../syntax/nodes";
import { closingBrace, type Part, part } from "./part";

/** `${stageVariables.name}`, which is replaced with the value of the stage. */
export interface StageVariable {
  readonly span: Span;
  readonly name: Part;
}

/**
 * A value that is not filled in yet: `${NAME}` (`dollar`), which a deployment tool may substitute, or `<region>`
 * (`angle`), `{region}` (`brace`) and `account-id` (`word`), which are left over from an example.
 */
export interface Placeholder {
  readonly span: Span;
  readonly style: "dollar" | "angle" | "brace" | "word";
  readonly name: string;
}

/**
 * An invalid stage variable, which would be sent as literal text. `fixed` is the correct form, if it is clear.
 * - `noBraces`: `$stageVariables.x`.
 * - `noDollar`: `{stageVariables.x}`.
 * - `otherPrefix`: `${stageVariable.x}`.
 * - `badName`: characters other than letters, digits and `_`.
 * - `unclosed`: no `}`.
 */
export interface StageVariableFault {
  readonly kind: "stageVariable";
  readonly reason: "noBraces" | "noDollar" | "otherPrefix" | "badName" | "unclosed";
  readonly span: Span;
  readonly fixed?: string;
}

export interface UriVariables {
  readonly variables: readonly StageVariable[];
  readonly placeholders: readonly Placeholder[];
  readonly faults: readonly StageVariableFault[];
}

const PREFIX = "stageVariables.";
const NEARLY_PREFIX = /^\s*(?:stage[_-]?variables?|stage[_-]?vars?|stage)\s*\.\s*(\w+)\s*$/i;

/** Finds all stage variables and placeholders in a URI of any kind. */
export function scanVariables(text: string): UriVariables {
  const variables: StageVariable[] = [];
  const placeholders: Placeholder[] = [];
  const faults: StageVariableFault[] = [];
  const fault = (reason: StageVariableFault["reason"], start: number, end: number, name?: string): void => {
    const fixed = name ? { fixed: `\${${PREFIX}${name}}` } : {};
    faults.push({ kind: "stageVariable", reason, span: { start, end }, ...fixed });
  };

  const readBraced = (start: number): number => {
    const close = closingBrace(text, start + 2);
    const inner = text.slice(start + 2, close ?? nameEnd(text, start + 2));
    const end = start + 2 + inner.length + (close === undefined ? 0 : 1);
    const name = inner.startsWith(PREFIX) ? inner.slice(PREFIX.length) : undefined;
    if (close === undefined) fault("unclosed", start, end, name);
    else if (name !== undefined) {
      variables.push({ span: { start, end }, name: part(text, start + 2 + PREFIX.length, close) });
      if (!/^\w+$/.test(name)) fault("badName", start + 2 + PREFIX.length, close);
    } else {
      const nearly = NEARLY_PREFIX.exec(inner)?.[1];
      if (nearly) fault("otherPrefix", start, end, nearly);
      else placeholders.push({ span: { start, end }, style: "dollar", name: inner });
    }
    return end;
  };

  let i = 0;
  let mayCloseAngle = true;
  while (i < text.length) {
    const unit = text[i];
    if (unit === "$" && text[i + 1] === "{") i = readBraced(i);
    else if (unit === "$" && text.startsWith(PREFIX, i + 1)) {
      const end = nameEnd(text, i + 1);
      fault("noBraces", i, end, text.slice(i + 1 + PREFIX.length, end).replace(/\W.*$/s, ""));
      i = end;
    } else if (unit === "{" && text.startsWith(PREFIX, i + 1)) {
      const close = closingBrace(text, i + 1);
      const end = close === undefined ? nameEnd(text, i + 1) : close + 1;
      fault("noDollar", i, end, text.slice(i + 1 + PREFIX.length, close ?? end));
      i = end;
    } else if (unit === "<" && mayCloseAngle) {
      const close = text.indexOf(">", i);
      mayCloseAngle = close >= 0;
      if (close > i + 1) {
        placeholders.push({
          span: { start: i, end: close + 1 },
          style: "angle",
          name: text.slice(i + 1, close),
        });
      }
      i = close < 0 ? i + 1 : close + 1;
    } else i++;
  }
  return { variables, placeholders, faults };
}

function nameEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[\w.]/.test(text[end] ?? "")) end++;
  return end;
}
