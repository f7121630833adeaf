/** Measures the debugger: what following a run costs, and how long a step takes. */
import {
  DebugSession,
  previewTemplate,
  sampleDocuments,
  templateSubject,
  wholeTemplate,
} from "../../server/src/service";
import { median } from "./measure";
import { ratio, table } from "./table";
import { REQUEST, templateOf } from "./template";

const SIZES = [2_000, 30_000, 300_000];
const ROUNDS = 15;
const URI = "file:///template.vtl";
const SAMPLES = sampleDocuments(JSON.stringify(REQUEST));

/** A run without stops beside a preview with its trace, and steps in the middle of a template, in milliseconds. */
export function measureDebugger(): string {
  const rows = SIZES.map(templateOf).map((template) => {
    const session = sessionOf(template);
    const previewed = (): unknown => previewTemplate(wholeTemplate(template), SAMPLES, { trace: true });
    const followed = (): unknown => session.run("start");
    // Alternating, so that both are measured while the machine is equally busy.
    const [plain = 0, run = 0] = milliseconds(previewed, followed);
    // In the middle of the run.
    session.setBreakpoints(URI, [{ line: Math.round(template.split("\n").length / 2) }]);
    session.run("start");
    const commands = milliseconds(
      () => session.run("next"),
      () => session.run("stepBack"),
      () => session.evaluate("$inputRoot.items[0].name", "short"),
    );
    return [
      `${(template.length / 1000).toFixed(0)} KB`,
      ...[plain, run].map((time) => time.toFixed(2)),
      ratio(run, plain),
      ...commands.map((time) => time.toFixed(2)),
    ];
  });
  return table(["template", "preview", "run without stops", "ratio", "step", "step back", "evaluate"], rows);
}

/** A session with a breakpoint whose condition is never true, so that it costs what breakpoints cost. */
function sessionOf(template: string): DebugSession {
  const subject = templateSubject({
    uri: URI,
    text: template,
    template: wholeTemplate(template),
    samples: SAMPLES,
  });
  const session = new DebugSession(subject, () => () => false);
  session.setBreakpoints(URI, [{ line: 0, condition: "false" }]);
  session.stopAtProblems("none");
  return session;
}

/** The median time of each action. */
function milliseconds(...actions: readonly (() => unknown)[]): readonly number[] {
  const times = actions.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    actions.forEach((action, index) => {
      const start = performance.now();
      action();
      times[index]?.push(performance.now() - start);
    });
  }
  return times.map(median);
}
