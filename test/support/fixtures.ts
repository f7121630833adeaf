import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The tests run in the project's folder. */
export const PROJECT = process.cwd();

const FIXTURES = join(PROJECT, "test", "fixtures");

/** A fixture's text, by its path below test/fixtures. */
export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), "utf8");
}

/** The names of a folder's fixtures; fails when there are none. */
export function fixturesIn(folder: string): readonly string[] {
  const names = readdirSync(join(FIXTURES, folder)).map((name) => `${folder}/${name}`);
  if (names.length === 0) throw new Error(`There are no fixtures in ${folder}.`);
  return names;
}

/** A small generator of pseudo-random numbers in [0, 1), so that a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
