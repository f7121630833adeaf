/** The analysis of a mapping template in a file of its own. */
import type { ApiFacts } from "../model/apiFacts";
import type { Protocol } from "../model/protocol";
import { configure, type RuleSettings } from "../rules/engine/config";
import type { Problem } from "../rules/engine/finding";
import { Template, type TemplateScope } from "../rules/engine/template";
import { LineIndex } from "../syntax/lines";
import type { Hole, TemplateDocument } from "../syntax/nodes";
import { runner } from "./runner";

/** The analysis of one version of a mapping template file. */
export interface TemplateAnalysis {
  readonly document: TemplateDocument;
  readonly template: Template;
  readonly facts: ApiFacts | undefined;
  readonly lines: LineIndex;
  readonly protocol: Protocol | undefined;
  readonly problems: readonly Problem[];
}

export interface TemplateOptions extends TemplateScope {
  /** What AWS reported about the API. */
  readonly facts?: ApiFacts;
  readonly rules?: RuleSettings;
  /** The pieces of the text that a host replaces, for a template that is written in a host file. */
  readonly holes?: readonly Hole[];
}

/** Runs the rules on a mapping template in a file of its own. Whatever the options omit is unknown. */
export function analyzeTemplate(text: string, options: TemplateOptions = {}): TemplateAnalysis {
  const { rules = {}, facts, holes, ...scope } = options;
  const template = new Template(text, scope, holes);
  const document: TemplateDocument = {
    format: "vtl",
    text,
    root: template.root,
    comments: template.facts.comments,
  };
  const lines = new LineIndex(text);
  const problems = configure(runner.runOnTemplate(template), rules, document, lines);
  return { document, template, facts, lines, protocol: scope.protocol, problems };
}
