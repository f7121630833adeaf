import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project folder, in which the tests run. */
export const PROJECT = process.cwd();

const FIXTURES = join(PROJECT, "test", "fixtures");

/** Reads a fixture by its path relative to test/fixtures. */
export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), "utf8");
}

/** The names of the fixtures in a folder. Throws if there are none. */
export function fixturesIn(folder: string): readonly string[] {
  const names = readdirSync(join(FIXTURES, folder)).map((name) => `${folder}/${name}`);
  if (names.length === 0) throw new Error(`No fixtures found in ${folder}.`);
  return names;
}

/** A generator of pseudo-random numbers in [0, 1), seeded so that a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
