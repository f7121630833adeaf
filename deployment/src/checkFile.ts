/** Parses and checks a file once, before anything is requested from AWS. */
import {
  type Analysis,
  type ApiFacts,
  analyze,
  type Format,
  formatOfFileName,
  inputKindOf,
  isRecord,
  type OperationName,
  type Problem,
  parse,
  toJson,
} from "../../server/src/service";
import type { Members } from "./gateway";
import { reasonNotDeployable } from "./undeployable";

export interface FileToCheck {
  readonly text: string;
  /** Used to detect the operation and the format if those are not given. */
  readonly fileName?: string;
  readonly operation?: OperationName;
  readonly format?: Format;
}

/** A file without errors, as far as is known without AWS. */
export interface Checked {
  readonly kind: "checked";
  readonly analysis: Analysis;
  readonly members: Members;
}

/** A file with errors. */
export interface Invalid {
  readonly kind: "invalid";
  readonly analysis: Analysis;
  readonly errors: readonly Problem[];
  /** Why the file cannot be deployed although it may be correct, as sentences. */
  readonly reason?: string;
  /** What was learned about the API, if AWS was asked and facts were requested. */
  readonly facts?: ApiFacts;
}

/** Parses the file and checks it by itself. */
export function checkFile(file: FileToCheck): Checked | Invalid {
  const { text, fileName } = file;
  const document = parse(text, file.format ?? formatOfFileName(fileName ?? ""));
  const detected = inputKindOf(fileName, document.root);
  const isDetected = file.operation === undefined || file.operation === detected.operation;
  const { operation, member } = isDetected ? detected : { operation: file.operation, member: undefined };
  const analysis = analyze(text, operation, { document, ...(member !== undefined && { member }) });
  const reason = reasonNotDeployable(analysis);
  if (reason !== undefined) return { ...invalid(analysis), reason };
  const members = toJson(document.root);
  return hasErrors(analysis) || !isRecord(members)
    ? invalid(analysis)
    : { kind: "checked", analysis, members };
}

/** Checks the parsed file again with facts from AWS, but only if they add to what was known. */
export function checkWithFacts(analysis: Analysis, facts: ApiFacts): Analysis {
  const isNew = facts.protocol !== analysis.protocol || facts.requestParameters !== undefined;
  const { document, operation } = analysis;
  return isNew ? analyze(document.text, operation.name, { document, facts }) : analysis;
}

/** Returns true if any problem is an error. */
export function hasErrors({ problems }: Analysis): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** The result for a file whose analysis has errors, or whose text is not an object. */
export function invalid(analysis: Analysis, facts?: ApiFacts): Invalid {
  return {
    kind: "invalid",
    analysis,
    ...(facts && { facts }),
    errors: analysis.problems.filter(({ severity }) => severity === "error"),
  };
}
