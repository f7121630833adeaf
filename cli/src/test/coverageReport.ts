/** Coverage as a table for people, and in the format of lcov. */
import { type FileCoverage, LineIndex } from "../../../server/src/service";

/** Returns the text of a file by the path that its coverage has. */
export type TextOf = (path: string) => string;

/** Prints a line for each file, and the branches that no test takes. */
export function coverageTable(files: readonly FileCoverage[], textOf: TextOf): string {
  const rows = files.map((file) => [
    file.path,
    share(file.templates.flatMap(({ statements }) => statements)),
    share(branchesOf(file)),
    share(file.templates),
  ]);
  const table = aligned([["File", "Statements", "Branches", "Templates"], ...rows]);
  const missed = files.flatMap((file) => missedLines(file, textOf));
  return [...table, ...(missed.length > 0 ? ["", ...missed] : []), ""].join("\n");
}

function branchesOf({ templates }: FileCoverage) {
  return templates.flatMap(({ statements }) => statements.flatMap(({ branches }) => branches));
}

function share(items: readonly { readonly count: number }[]): string {
  if (items.length === 0) return "-";
  const covered = items.filter(({ count }) => count > 0).length;
  // Rounded down, so that 100 % means all.
  return `${Math.floor((covered / items.length) * 100)} % (${covered}/${items.length})`;
}

/** Templates that no test renders, and branches that no test takes in the others. */
function missedLines({ path, templates }: FileCoverage, textOf: TextOf): readonly string[] {
  const lines = new LineIndex(textOf(path));
  const at = (offset: number) => {
    const { line, character } = lines.position(offset);
    return `${path}:${line + 1}:${character + 1}`;
  };
  return templates.flatMap(({ name, count, span, statements }) => {
    if (count === 0) return [`${at(span.start)}: no test renders ${name}`];
    return statements
      .filter((statement) => statement.count > 0)
      .flatMap(({ branches }) => branches.filter((branch) => branch.count === 0))
      .map(({ label, span: where }) => `${at(where.start)}: ${MISSED[label] ?? `${label} is never taken`}`);
  });
}

const MISSED: Readonly<Record<string, string>> = {
  "no branch": "the #if never goes without a branch",
  items: "the #foreach never has items",
  "no items": "the #foreach is never empty",
};

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Prints what coverage services and editors read. Lines and branches are those of the files under test. */
export function lcov(files: readonly FileCoverage[], textOf: TextOf): string {
  return files.flatMap((file) => recordOf(file, new LineIndex(textOf(file.path)))).join("");
}

function recordOf({ path, templates }: FileCoverage, lines: LineIndex): readonly string[] {
  const lineOf = (offset: number) => lines.position(offset).line + 1;
  const functions = templates.map(({ name, span, count }) => ({ name, line: lineOf(span.start), count }));
  const counts = new Map<number, number>();
  const branches: string[] = [];
  let taken = 0;
  for (const [block, { span, count, branches: ways }] of templates
    .flatMap(({ statements }) => statements)
    .entries()) {
    for (let line = lineOf(span.start); line <= lineOf(Math.max(span.start, span.end - 1)); line++) {
      counts.set(line, Math.max(counts.get(line) ?? 0, count));
    }
    for (const [index, way] of ways.entries()) {
      // A dash means that the condition was never evaluated.
      branches.push(`BRDA:${lineOf(span.start)},${block},${index},${count === 0 ? "-" : way.count}\n`);
      if (way.count > 0) taken++;
    }
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return [
    "TN:\n",
    `SF:${path.replaceAll("\\", "/")}\n`,
    ...functions.map(({ line, name }) => `FN:${line},${name}\n`),
    ...functions.map(({ count, name }) => `FNDA:${count},${name}\n`),
    `FNF:${functions.length}\n`,
    `FNH:${functions.filter(({ count }) => count > 0).length}\n`,
    ...sorted.map(([line, count]) => `DA:${line},${count}\n`),
    `LF:${sorted.length}\n`,
    `LH:${sorted.filter(([, count]) => count > 0).length}\n`,
    ...branches,
    `BRF:${branches.length}\n`,
    `BRH:${taken}\n`,
    "end_of_record\n",
  ];
}
