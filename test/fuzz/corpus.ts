// Compares with a corpus of templates and their output in Velocity, one JSON object per line:
// `node scripts/fuzz.mjs corpus <file>`.
import { readFileSync } from "node:fs";
import { type Answer, renderAsVelocity } from "../support/velocity";

interface Line {
  readonly id: string;
  readonly template: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly expectedApiGateway: { readonly output?: string; readonly error?: string };
}

/** Returns the lines with a different result, and the total number of lines. */
export function runCorpus(file: string): {
  readonly total: number;
  readonly misses: readonly { readonly line: Line; readonly ours: Answer }[];
} {
  const lines = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const misses = lines.flatMap((line) => {
    const ours = renderAsVelocity(line.template, line.context);
    const { output, error } = line.expectedApiGateway;
    const same = "output" in ours ? ours.output === output : error !== undefined;
    return same ? [] : [{ line, ours }];
  });
  return { total: lines.length, misses };
}
