import type { ApiFacts } from "../../model/apiFacts";
import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";
import type { Protocol } from "../../model/protocol";
import type { Change } from "../../syntax/change";
import type { ParsedDocument, Span } from "../../syntax/nodes";
import type { Template } from "../template/template";

export type Severity = "error" | "warning" | "information" | "hint";

/** A rule's stable code in the catalogue: `AG` and four digits. */
export type RuleCode = `AG${number}`;

export interface Fix {
  readonly title: string;
  readonly change: Change;
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** What a rule reports. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** What AWS answers, to the letter, where that is known; `…` stands for what is long, or not known. */
  readonly aws?: string;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** Set for what a JSON editor reports by itself. */
  readonly alsoReportedBy?: JsonFault;
}

/** The faults that a plain JSON editor knows too, each as its own kind: editors differ in what they accept. */
export type JsonFault = "syntax" | "comment" | "trailingComma" | "duplicateKey";

export type Report = (finding: Finding) => void;

/** A file for a rule's page; the tests run it. */
export interface Example {
  readonly text: string;
  readonly fileName?: string;
  readonly operation?: OperationName;
  readonly protocol?: Protocol;
  /** What is known of the API from AWS. */
  readonly facts?: ApiFacts;
  /** Of a template by itself. */
  readonly kind?: "request" | "response";
}

interface RuleBase {
  readonly code: RuleCode;
  /** A heading of a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** Markdown for the rule's page: what AWS does with such a file, and what to do instead. */
  readonly description: string;
  /** AWS's answer to the letter, where it holds no part of the file. */
  readonly aws?: string;
  readonly confidence:
    | "verified-local"
    | "verified-aws-third-party"
    | "docs"
    | "emulator"
    | "issue-report"
    | "derived"
    | "inferred"
    | "decision";
  readonly sources: readonly string[];
  readonly bad: Example;
  readonly good: Example;
}

/** A rule on the file as text and tree, whatever its operation. */
export interface DocumentRule extends RuleBase {
  readonly on: "document";
  check(document: ParsedDocument, report: Report): void;
}

/** A rule on an operation's input. */
export interface InputRule extends RuleBase {
  readonly on: "input";
  /** The operations it holds for; all when absent. */
  readonly operations?: readonly OperationName[];
  /** The protocols it holds for, `unknown` meaning that the file does not tell; all when absent. */
  readonly protocols?: readonly (Protocol | "unknown")[];
  check(input: IntegrationInput, report: Report): void;
}

/** A rule on each mapping template, in an input or by itself. */
export interface TemplateRule extends RuleBase {
  readonly on: "template";
  check(template: Template, report: Report): void;
}

export type Rule = DocumentRule | InputRule | TemplateRule;

/** A finding with its rule's data, as the features and the command line see it. */
export interface Problem extends Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
}
