/** Finding the moments of a run at which something goes wrong. */
import type { Event, Follower, TemplateRun } from "./follower";
import { printedBy } from "./follower";
import type { RunEnd } from "./run";
import type { ResultProblem } from "./subject";

/** A problem, and the last event before it. */
export interface FoundProblem {
  readonly event: number;
  readonly message: string;
  readonly severity: "error" | "warning";
}

type Run = (isEnd: (event: Event, follower: Follower) => boolean) => RunEnd;

/** Runs everything to the end, and returns the problems by their events. */
export function findProblems(run: Run): readonly FoundProblem[] {
  const found: FoundProblem[] = [];
  const attribute = (template: TemplateRun, event: number): void => {
    const problems = template.machine?.problems ?? [];
    for (const { message } of problems.slice(template.seen))
      found.push({ event, message, severity: "error" });
    template.seen = problems.length;
  };
  const end = run((event, { runs }) => {
    for (const each of runs) attribute(each, event.number - 1);
    return false;
  });
  const { runs } = end.follower;
  for (const each of runs) attribute(each, each.last);
  if (end.kind === "stopped") return found;
  for (const problem of end.result.problems) {
    const event = problem.output && printedAt(run, runs, problem, problem.output.start);
    if (event === undefined || problem.severity === "information") continue;
    found.push({ event, message: problem.message, severity: problem.severity });
  }
  return found.filter(({ event }) => event > 0).sort((one, other) => one.event - other.event);
}

/** The event that printed what is wrong in the output of a template. */
function printedAt(
  run: Run,
  runs: readonly TemplateRun[],
  { place }: ResultProblem,
  offset: number,
): number | undefined {
  const index = runs.findLastIndex(({ template: { source } }) => !place || source.uri === place.uri);
  let last: number | undefined;
  run(({ number }, follower) => {
    const current = follower.runs.at(-1);
    if (follower.runs.length - 1 !== index || !current) return follower.runs.length - 1 > index;
    if (last !== undefined && printedBy(current).text.length > offset) return true;
    last = number;
    return false;
  });
  return last;
}
