/** Parses a template into its tree and the problems for which Velocity rejects it. Never throws. */
import { block } from "./blocks";
import type { TemplateNode } from "./nodes";
import type { SyntaxProblem } from "./problems";
import { type ParseOptions, TokenStream } from "./stream";

export interface ParsedTemplate {
  readonly text: string;
  readonly root: TemplateNode;
  /** In the order of the text. If there are any, Velocity does not run the template at all. */
  readonly problems: readonly SyntaxProblem[];
}

const API_GATEWAY: ParseOptions = { evaluate: false };

export function parseTemplate(text: string, options: ParseOptions = API_GATEWAY): ParsedTemplate {
  const problems: SyntaxProblem[] = [];
  const stream = new TokenStream(text, problems, new Set(), options);
  const body = block(stream);
  problems.sort((a, b) => a.start - b.start);
  return { text, root: { kind: "template", start: 0, end: text.length, body }, problems };
}
