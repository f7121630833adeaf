/** What rules report, and how it looks to everything that shows problems. */
import type { Change } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";

export type Severity = "error" | "warning" | "information" | "hint";

/** A rule's stable code: `AG` and four digits. */
export type RuleCode = `AG${number}`;

export interface Fix {
  readonly title: string;
  readonly change: Change;
  /**
   * True where the change only corrects the spelling of what the author clearly meant, so that it can be applied on
   * save. A fix that makes a choice for the author, or removes something they wrote, is not safe.
   */
  readonly isSafe?: true;
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** A problem as a rule reports it. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** The message for an input in a host file, where options and commands of the AWS CLI make no sense. */
  readonly messageInHost?: string;
  /** Overrides the rule's severity. */
  readonly severity?: Severity;
  /** AWS's answer, quoted exactly, where it is known; `…` replaces text that is long or varies. */
  readonly aws?: string;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** Set for problems that a JSON editor reports itself. */
  readonly alsoReportedBy?: JsonFault;
}

/** The faults that a JSON editor also detects, by kind, because editors differ in what they accept. */
export type JsonFault = "syntax" | "comment" | "trailingComma" | "duplicateKey";

export type ReportProblem = (finding: Finding) => void;

/** A finding combined with its rule's data, as editors and the command line see it. */
export interface Problem extends Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
}
