import type { IntegrationInput } from "../model/input";
import { isUntouchedSkeleton } from "../model/skeleton";
import type { ParsedDocument } from "../syntax/nodes";
import type { DocumentRule, InputRule, Problem, Report, Rule } from "./engine/rule";
import { byteOrderMark, duplicateKey, notAnObject, unparseable } from "./file/json";
import { missingMember, unknownMember, wrongCase } from "./file/members";
import { newMember } from "./file/newMembers";
import { jsonInString, notWhole, nullValue, templateNotText, wrongType } from "./file/types";
import {
  belowMinimum,
  emptyEntry,
  emptyPathMember,
  notInEnum,
  skeletonLeftover,
  tooLong,
} from "./file/values";
import {
  duplicateYamlKey,
  numericStatusCode,
  refusedYaml,
  unquotedKey,
  unquotedText,
  unquotedVersion,
  yesAndNo,
} from "./file/yaml";
import { restRules } from "./rest";
import { templateRules } from "./template";
import { remembering } from "./template/problems";
import { Template } from "./template/template";
import { templatesOf } from "./template/templates";
import { uriRules } from "./uri";
import { v2Rules } from "./v2";
import { mixedProtocols } from "./v2/protocol";

/** Every rule, in the order of the codes. */
export const RULES: readonly Rule[] = [
  unparseable,
  notAnObject,
  unknownMember,
  wrongCase,
  missingMember,
  wrongType,
  nullValue,
  belowMinimum,
  notInEnum,
  duplicateKey,
  duplicateYamlKey,
  byteOrderMark,
  unquotedVersion,
  unquotedKey,
  numericStatusCode,
  unquotedText,
  refusedYaml,
  yesAndNo,
  emptyPathMember,
  skeletonLeftover,
  newMember,
  notWhole,
  jsonInString,
  templateNotText,
  tooLong,
  emptyEntry,
  mixedProtocols,
  ...restRules,
  ...v2Rules,
  ...templateRules,
  ...uriRules,
];

/** Problems that a rule tells of a file's templates: who has more has seen the point. */
const MOST_OF_A_KIND = 50;

const ruleLists = new Map<string, readonly (DocumentRule | InputRule)[]>();

/** The rules for a file and its input as a whole, in the order of RULES; without an input, those on text and tree. */
export function rulesFor(input: IntegrationInput | undefined): readonly (DocumentRule | InputRule)[] {
  const kind = input ? `${input.operation.name} ${input.protocol}` : "";
  const known = ruleLists.get(kind);
  if (known) return known;
  const made = RULES.filter((rule) => rule.on !== "template").filter(
    (rule) => rule.on === "document" || (input && holdsFor(rule, input)),
  );
  ruleLists.set(kind, made);
  return made;
}

function holdsFor({ operations, protocols }: InputRule, { operation, protocol }: IntegrationInput): boolean {
  return (
    (!operations || operations.includes(operation.name)) &&
    (!protocols || protocols.includes(protocol ?? "unknown"))
  );
}

/** Runs the rules on the file and, where its root is an object, on the input; in the order of the text. */
export function runRules(document: ParsedDocument, input: IntegrationInput | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  // An untouched skeleton would trip a dozen rules, and its author knows: it gets one quiet notice.
  const skeleton = input !== undefined && isUntouchedSkeleton(input.root, input.operation);
  const reportOf = reporter(problems);
  for (const rule of rulesFor(input)) {
    if (rule.on === "document") rule.check(document, reportOf(rule));
    else if (input && (!skeleton || rule === skeletonLeftover)) rule.check(input, reportOf(rule));
  }
  if (input && !skeleton) problems.push(...problemsOfTemplates(input));
  return inOrder(withoutMisspelt(problems));
}

/** Leaves out that a member is missing where it is there and only misspelt: one fault is told once. */
function withoutMisspelt(problems: Problem[]): Problem[] {
  if (problems.length < 2) return problems;
  const changes = ({ fixes = [] }: Problem) => fixes.map(({ change }) => change);
  const names = new Set(
    problems.flatMap(changes).flatMap((change) => (change.kind === "renameMember" ? [change.name] : [])),
  );
  if (names.size === 0) return problems;
  return problems.filter(
    (problem) => !changes(problem).some((change) => change.kind === "insertMember" && names.has(change.name)),
  );
}

const rulesOnTemplates = RULES.filter((rule) => rule.on === "template");

/** Runs the rules on a template by itself. */
export function runTemplateRules(template: Template): readonly Problem[] {
  const problems: Problem[] = [];
  const reportOf = reporter(problems, MOST_OF_A_KIND);
  for (const rule of rulesOnTemplates) rule.check(template, reportOf(rule));
  return inOrder(problems);
}

const problemsOfTemplate = remembering(({ node, scope }) =>
  runTemplateRules(new Template(node.value, scope)),
);

function problemsOfTemplates(input: IntegrationInput): readonly Problem[] {
  const counts = new Map<string, number>();
  const isToBeTold = ({ code }: Problem): boolean => {
    const count = counts.get(code) ?? 0;
    counts.set(code, count + 1);
    return count < MOST_OF_A_KIND;
  };
  return templatesOf(input).flatMap((template) => problemsOfTemplate(input.document, template, isToBeTold));
}

/**
 * What rules report to, one after the other: a call's result is for that rule, and until the next call. Made
 * once for all rules, for most of them report nothing.
 * @param most of each rule's findings; all when absent.
 */
function reporter(problems: Problem[], most = Number.POSITIVE_INFINITY): (rule: Rule) => Report {
  let current: Rule;
  let left = most;
  const report: Report = (finding) => {
    if (left-- <= 0) return;
    const aws = finding.aws ?? current.aws;
    problems.push({
      severity: current.severity,
      ...finding,
      code: current.code,
      ...(aws !== undefined && { aws }),
    });
  };
  return (rule) => {
    current = rule;
    left = most;
    return report;
  };
}

function inOrder(problems: Problem[]): readonly Problem[] {
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
