/** Our service beside the JSON language service, on the same text. */
import assert from "node:assert/strict";
import { Bench } from "tinybench";
import * as ours from "../../server/src/service";
import type { MeasuredFile } from "./files";
import * as theirs from "./jsonService";
import { ratio, table } from "./table";

const NAMES = ["ours", "JSON service"] as const;

export async function measureServices(file: MeasuredFile): Promise<string> {
  await theirs.prepare();
  const { text, inName, inValue } = file;
  const our = ours.analyze(text, "create-integration");
  const their = await theirs.analyze(text);

  assert.ok(ours.complete(our, inName).length > 0 && ours.complete(our, inValue).length > 0);
  assert.ok(((await theirs.complete(their, inName))?.items.length ?? 0) > 0);
  assert.ok(((await theirs.complete(their, inValue))?.items.length ?? 0) > 0);
  assert.ok(ours.hover(our, inName) && (await theirs.hover(their, inName)));

  const rows = [
    await measure(
      "analysis",
      () => ours.analyze(text, "create-integration"),
      () => theirs.analyze(text),
    ),
    await measure(
      "completion of a name",
      () => ours.complete(our, inName),
      () => theirs.complete(their, inName),
    ),
    await measure(
      "completion of a value",
      () => ours.complete(our, inValue),
      () => theirs.complete(their, inValue),
    ),
    await measure(
      "hover",
      () => ours.hover(our, inName),
      () => theirs.hover(their, inName),
    ),
  ];
  const columns = NAMES.flatMap((name) => [`${name}: mean`, "p50", "p99"]);
  return table(["", ...columns, "ratio of p50"], rows);
}

async function measure(what: string, our: () => unknown, their: () => unknown): Promise<string[]> {
  const bench = new Bench({ time: 2_000, warmupTime: 500, iterations: 100, throws: true });
  bench.add(NAMES[0], our).add(NAMES[1], their);
  const [first, second] = (await bench.run()).map(({ result }) => {
    assert.ok("latency" in result, "The measurement was not completed.");
    return result.latency;
  });
  assert.ok(first && second);
  const figures = [first, second].flatMap(({ mean, p50, p99 }) => [mean, p50, p99]);
  return [what, ...figures.map((figure) => figure.toFixed(4)), ratio(first.p50, second.p50)];
}
