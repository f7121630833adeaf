/** Compares our service with the alternative for the format, on the same text. */
import assert from "node:assert/strict";
import * as ours from "../../server/src/service";
import { ALTERNATIVES } from "./alternatives";
import { type MeasuredFile, withComment } from "./files";
import { compare } from "./measure";
import { ratio, table } from "./table";

const HEAD = ["our p50", "p99", "their p50", "p99", "ratio of p50"];

/** From the text to its problems, for new texts and for texts with one change. */
export async function measureAnalysis(files: readonly MeasuredFile[]): Promise<string> {
  const rows: string[][] = [];
  let version = 0;
  for (const file of files) {
    const { name, format } = file;
    const their = ALTERNATIVES[format];
    for (const [what, which] of [
      ["opened", "all"],
      ["a key typed", "last"],
    ] as const) {
      let text = file.text;
      const row = await compareRow(
        () => ours.analyze(text, "create-integration", { format }),
        () => their.analyze(text),
        () => {
          text = withComment(file, String(version++), which);
        },
      );
      rows.push([`${name}: ${what}`, their.name, ...row]);
    }
  }
  return table(["", "compared with", ...HEAD], rows);
}

/** Completion and hover on an analyzed file. */
export async function measureQueries(files: readonly MeasuredFile[]): Promise<string> {
  const rows: string[][] = [];
  for (const { name, format, text, inName, inValue } of files) {
    const our = ours.analyze(text, "create-integration", { format });
    const their = await ALTERNATIVES[format].analyze(text);
    for (const [what, offset] of [
      ["a name", inName],
      ["a value", inValue],
    ] as const) {
      assert.ok(ours.complete(our, offset).length > 0 && (await their.complete(offset)) > 0);
      const row = await compareRow(
        () => ours.complete(our, offset),
        () => their.complete(offset),
      );
      rows.push([`${name}: complete ${what}`, ALTERNATIVES[format].name, ...row]);
    }
    assert.ok(ours.hover(our, inName) && (await their.hover(inName)));
    const row = await compareRow(
      () => ours.hover(our, inName),
      () => their.hover(inName),
    );
    rows.push([`${name}: hover`, ALTERNATIVES[format].name, ...row]);
  }
  return table(["", "compared with", ...HEAD], rows);
}

async function compareRow(
  our: () => unknown,
  their: () => unknown,
  beforeEach?: () => void,
): Promise<string[]> {
  const latencies = await compare(our, their, beforeEach);
  const figures = latencies.flatMap(({ p50, p99 }) => [p50, p99].map((figure) => figure.toFixed(4)));
  return [...figures, ratio(latencies[0].p50, latencies[1].p50)];
}
