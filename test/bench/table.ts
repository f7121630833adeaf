/** A plain-text table with texts aligned left and numbers aligned right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isText = head.map((_, column) => !rows.some((row) => /^[\d.,]+x?$/.test(row[column] ?? "")));
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        isText[column] ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const [first, ...others] = lines;
  return `${[first, "-".repeat(first?.length ?? 0), ...others].join("\n")}\n`;
}

/** Ours divided by theirs, such as `0.50x`. */
export function ratio(ours: number, theirs: number): string {
  const times = ours / theirs;
  return `${times < 0.1 ? times.toPrecision(1) : times.toFixed(2)}x`;
}
