import type { Span } from "../syntax/nodes";
import { findContextVariable } from "./contextVariables";

/**
 * A variable inside static text, which is sent as it is: `'$stageVariables.url'` or `'context.requestId'`. `plain` is
 * the variable as a mapping reads it, without quotes; absent if there is other text around the variable or if no
 * mapping can read it.
 */
export interface QuotedVariable {
  readonly span: Span;
  readonly isStageVariable: boolean;
  readonly plain?: string;
}

const MESSAGE = String.raw`(?:method|route)\.request|integration\.response`;
const WITH_DOLLAR = new RegExp(
  String.raw`\$(?:(?:stageVariables|context|${MESSAGE}|request|response|input)\.[\w.-]+|\{(?:stageVariables|context|${MESSAGE}|request|response|input)\.[\w.-]+\})`,
);
const STAGE_VARIABLE = /^stageVariables\.\w+$/;
const MESSAGE_PART =
  /^(?:(?:method|route)\.request|integration\.response)\.(?:(?:path|querystring|multivaluequerystring|header|multivalueheader)\.[\w.$-]+|body(?:\.\S+)?)$/;

/** Finds the first variable in static text without its quotes; undefined if there is none. */
export function findQuotedVariable(text: string): QuotedVariable | undefined {
  if (isVariable(text)) return { ...describe(text), span: { start: 0, end: text.length }, plain: text };
  const found = WITH_DOLLAR.exec(text);
  if (!found) return undefined;
  const [variable] = found;
  const plain = variable.replace(/^\$\{?|\}$/g, "");
  const span = { start: found.index, end: found.index + variable.length };
  const isWhole = variable.length === text.length && isVariable(plain);
  return { ...describe(plain), span, ...(isWhole && { plain }) };
}

function describe(plain: string) {
  return { isStageVariable: plain.startsWith("stageVariables.") };
}

function isVariable(text: string): boolean {
  const context = /^context\.(.+)$/.exec(text)?.[1];
  return (
    STAGE_VARIABLE.test(text) ||
    MESSAGE_PART.test(text) ||
    (context !== undefined && findContextVariable(context) !== undefined)
  );
}
