/** Measures the debugger: what following a run costs, and how long a step takes. */
import { DebugSession, sampleDocuments, templateSubject, wholeTemplate } from "../../server/src/service";
import { renderTemplate } from "../../server/src/vtl";
import { median } from "./measure";
import { ratio, table } from "./table";
import { REQUEST, templateOf } from "./template";

const SIZES = [2_000, 30_000, 300_000];
const ROUNDS = 15;
const URI = "file:///template.vtl";

/** A run without stops beside a plain rendering, and steps in the middle of a template, in milliseconds. */
export function measureDebugger(): string {
  const rows = SIZES.map(templateOf).map((template) => {
    const plain = milliseconds(() => renderTemplate(template, REQUEST, { trace: true }));
    const session = sessionOf(template);
    const followed = milliseconds(() => session.run("start"));
    // In the middle of the run.
    session.setBreakpoints(URI, [{ line: Math.round(template.split("\n").length / 2) }]);
    session.run("start");
    const step = milliseconds(() => session.run("next"));
    const back = milliseconds(() => session.run("stepBack"));
    const evaluated = milliseconds(() => session.evaluate("$inputRoot.items[0].name", "short"));
    return [
      `${(template.length / 1000).toFixed(0)} KB`,
      ...[plain, followed].map((time) => time.toFixed(2)),
      ratio(followed, plain),
      ...[step, back, evaluated].map((time) => time.toFixed(2)),
    ];
  });
  return table(["template", "render", "run without stops", "ratio", "step", "step back", "evaluate"], rows);
}

/** A session with a breakpoint whose condition is never true, so that it costs what breakpoints cost. */
function sessionOf(template: string): DebugSession {
  const { body, params, context, stageVariables } = REQUEST;
  const samples = sampleDocuments(JSON.stringify({ body, params, context, stageVariables }));
  const subject = templateSubject({ uri: URI, text: template, template: wholeTemplate(template), samples });
  const session = new DebugSession(subject, () => () => false);
  session.setBreakpoints(URI, [{ line: 0, condition: "false" }]);
  session.stopAtProblems("none");
  return session;
}

function milliseconds(action: () => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    action();
    times.push(performance.now() - start);
  }
  return median(times);
}
