import type { ApiFacts } from "../../model/apiFacts";
import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";
import type { Protocol } from "../../model/protocol";
import type { ParsedDocument } from "../../syntax/nodes";
import type { ReportProblem, RuleCode, Severity } from "./finding";
import type { Template } from "./template";

/** The most problems that a rule reports about a file's templates: more than this would be noise. */
export const MAX_OF_A_RULE = 50;

/** A file shown on a rule's page. The tests run it. */
export interface Example {
  readonly text: string;
  readonly fileName?: string;
  readonly operation?: OperationName;
  readonly protocol?: Protocol;
  /** What is known about the API from AWS. */
  readonly facts?: ApiFacts;
  /** For a template file. */
  readonly kind?: "request" | "response";
}

/** How we know that a rule is right. */
export type Confidence =
  | "verified-local"
  | "verified-aws-third-party"
  | "docs"
  | "emulator"
  | "issue-report"
  | "derived"
  | "inferred"
  | "decision";

interface RuleBase {
  readonly code: RuleCode;
  /** A heading of a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** Markdown for the rule's page: what AWS does with such a file, and what to do instead. */
  readonly description: string;
  /** AWS's answer, quoted exactly, where it does not repeat any part of the file. */
  readonly aws?: string;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  readonly bad: Example;
  readonly good: Example;
}

/** A rule about the file's text and tree, regardless of its operation. */
export interface DocumentRule extends RuleBase {
  readonly on: "document";
  check(document: ParsedDocument, report: ReportProblem): void;
}

/** A rule about an operation's input. */
export interface InputRule extends RuleBase {
  readonly on: "input";
  /** The operations that the rule applies to; all if omitted. */
  readonly operations?: readonly OperationName[];
  /** The protocols that the rule applies to, `unknown` meaning that none could be inferred; all if omitted. */
  readonly protocols?: readonly (Protocol | "unknown")[];
  /** True for a rule that also runs on an untouched skeleton. */
  readonly checksSkeletons?: true;
  check(input: IntegrationInput, report: ReportProblem): void;
}

/** A rule about each mapping template, in an input or in a file of its own. */
export interface TemplateRule extends RuleBase {
  readonly on: "template";
  check(template: Template, report: ReportProblem): void;
}

export type Rule = DocumentRule | InputRule | TemplateRule;
