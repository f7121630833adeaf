/** Colors for a terminal. */
export interface Style {
  readonly passed: (text: string) => string;
  readonly failed: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** Colors on a terminal unless `NO_COLOR` is set, otherwise none. */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Style {
  const isColored = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  const color = (start: number, end: number) =>
    isColored ? (text: string) => `\u001b[${start}m${text}\u001b[${end}m` : (text: string) => text;
  return {
    passed: color(32, 39),
    failed: color(31, 39),
    warning: color(33, 39),
    faint: color(2, 22),
    strong: color(1, 22),
  };
}
