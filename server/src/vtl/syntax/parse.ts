/** Parses a template into its tree and the problems for which Velocity rejects it. Never throws. */
import { block } from "./blocks";
import { masked } from "./holes";
import type { Span, TemplateNode } from "./nodes";
import type { SyntaxProblem } from "./problems";
import { type ParseOptions, TokenStream } from "./stream";

export interface ParsedTemplate {
  readonly text: string;
  readonly root: TemplateNode;
  /** In the order of the text. If there are any, Velocity does not run the template at all. */
  readonly problems: readonly SyntaxProblem[];
}

const API_GATEWAY: ParseOptions = { evaluate: false };

export interface TemplateOptions {
  readonly evaluate?: boolean;
  /** The pieces that the host replaces, in the order of the text. */
  readonly holes?: readonly Span[];
}

/** A directive whose name continues with a hole, so that it may open or close a block. */
const UNKNOWN_DIRECTIVE = /#[\w@{[*]*\ufdd0|[\]*]\ufdd0/;
const OF_BLOCKS: ReadonlySet<SyntaxProblem["kind"]> = new Set([
  "missingEnd",
  "strayEnd",
  "strayElse",
  "unclosedBlock",
  "danglingSign",
]);

export function parseTemplate(text: string, given: TemplateOptions = {}): ParsedTemplate {
  const { evaluate = false, holes } = given;
  const problems: SyntaxProblem[] = [];
  const scanned = holes && holes.length > 0 ? masked(text, holes) : text;
  const options = scanned !== text ? { evaluate, written: text } : evaluate ? { evaluate } : API_GATEWAY;
  const stream = new TokenStream(scanned, problems, new Set(), options);
  const body = block(stream);
  problems.sort((a, b) => a.start - b.start);
  const root: TemplateNode = { kind: "template", start: 0, end: text.length, body };
  const isUnknown = scanned !== text && UNKNOWN_DIRECTIVE.test(scanned);
  return { text, root, problems: isUnknown ? problems.filter(({ kind }) => !OF_BLOCKS.has(kind)) : problems };
}
