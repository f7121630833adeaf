/** Compares the speed of two functions. */
import assert from "node:assert/strict";
import { Bench } from "tinybench";

/** Milliseconds per call: half of the calls took no longer than p50, 99 of 100 no longer than p99. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const ROUNDS = 5;

/**
 * Measures both alternately, so that other load affects both, and returns the medians of the rounds. The first
 * round has the longest warm-up.
 */
export async function compare(
  ours: () => unknown,
  theirs: () => unknown,
  /** Runs before each call and is not measured. */
  beforeEach: () => void = () => {},
): Promise<[Latency, Latency]> {
  const rounds: (readonly [Latency, Latency])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const warmupTime = round === 0 ? 1_000 : 50;
    const bench = new Bench({ time: 300, iterations: 5, warmupTime, warmupIterations: 1, throws: true });
    bench.add("ours", ours, { beforeEach }).add("theirs", theirs, { beforeEach });
    const [our, their] = (await bench.run()).map(({ result }) => {
      assert.ok("latency" in result, "The measurement did not complete.");
      return result.latency;
    });
    assert.ok(our && their);
    rounds.push([our, their]);
  }
  const summary = (latencies: readonly Latency[]): Latency => ({
    p50: median(latencies.map(({ p50 }) => p50)),
    p99: median(latencies.map(({ p99 }) => p99)),
  });
  return [summary(rounds.map(([our]) => our)), summary(rounds.map(([, their]) => their))];
}

/** The median. Throws if there are no figures. */
export function median(figures: readonly number[]): number {
  const middle = figures.toSorted((a, b) => a - b)[figures.length >> 1];
  assert.ok(middle !== undefined);
  return middle;
}
