import type { Problem, ReportProblem } from "./finding";
import type { Rule } from "./rule";

/**
 * Collects what rules report, one rule after another. Each call starts the next rule and returns the function to
 * pass to it; that function is the same object every time, since most rules report nothing.
 * @param problems receives the findings, completed with their rule's data.
 * @param limit how many findings of each rule to keep; all by default.
 */
export function reporter(
  problems: Problem[],
  limit = Number.POSITIVE_INFINITY,
): (rule: Rule) => ReportProblem {
  let current: Rule;
  let left = limit;
  const report: ReportProblem = (finding) => {
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
    left = limit;
    return report;
  };
}
