/** The colors of a picture: as attributes for viewers without style sheets, and as a style sheet for both themes. */

type Color =
  | "background"
  | "card"
  | "border"
  | "line"
  | "text"
  | "muted"
  | "request"
  | "reply"
  | "error"
  | "warning";

/** The color in VS Code, on light and on dark ground. */
const COLORS: Readonly<Record<Color, readonly [variable: string, light: string, dark: string]>> = {
  background: ["editor-background", "#ffffff", "#0d1117"],
  card: ["editorWidget-background", "#f6f8fa", "#151b23"],
  border: ["disabledForeground", "#8c959f", "#6e7681"],
  line: ["editorWidget-border", "#d0d7de", "#3d444d"],
  text: ["editor-foreground", "#1f2328", "#f0f6fc"],
  muted: ["descriptionForeground", "#59636e", "#9198a1"],
  request: ["charts-blue", "#0969da", "#4493f8"],
  reply: ["charts-green", "#1a7f37", "#3fb950"],
  error: ["charts-red", "#cf222e", "#f85149"],
  warning: ["charts-orange", "#9a6700", "#d29922"],
};

/** Which of these colors the parts of the picture have. */
const PAINTS = {
  background: ["background", "none"],
  lane: ["card", "border"],
  line: ["none", "line"],
  request: ["request", "request"],
  reply: ["reply", "reply"],
  error: ["error", "error"],
  warning: ["warning", "none"],
  card: ["card", "line"],
  note: ["background", "border"],
  failure: ["background", "error"],
  title: ["text", "none"],
  text: ["text", "none"],
  muted: ["muted", "none"],
} as const satisfies Readonly<Record<string, readonly [fill: Color | "none", stroke: Color | "none"]>>;

/** What a shape or a text is. */
export type Paint = keyof typeof PAINTS;

/** The attributes of a shape or a text: its class and, for viewers that know no style sheets, its colors. */
export function paint(name: Paint): string {
  const [fill, stroke] = PAINTS[name];
  return `class="${name}" fill="${lightColor(fill)}" stroke="${lightColor(stroke)}"`;
}

function lightColor(color: Color | "none"): string {
  return color === "none" ? "none" : COLORS[color][1];
}

export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Follows the theme of VS Code or, elsewhere, the color scheme that the reader prefers. */
export const STYLE = [
  `.apigw-sequence{${variables(1)}}`,
  `@media (prefers-color-scheme:dark){.apigw-sequence{${variables(2)}}}`,
  ...Object.entries(PAINTS).map(
    ([name, [fill, stroke]]) => `.apigw-sequence .${name}{fill:${colorOf(fill)};stroke:${colorOf(stroke)}}`,
  ),
  // The color of an arrow is that of its title, which has no outline.
  ".apigw-sequence text{stroke-width:0;white-space:pre}",
].join("\n");

function variables(theme: 1 | 2): string {
  return Object.entries(COLORS)
    .map(([name, color]) => `--${name}:var(--vscode-${color[0]},${color[theme]})`)
    .join(";");
}

function colorOf(color: Color | "none"): string {
  return color === "none" ? "none" : `var(--${color})`;
}
