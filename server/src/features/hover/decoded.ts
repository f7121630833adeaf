/** Shows templates as they are once their strings are decoded. */
import { withCommas } from "../../model/numbers";
import type { Span } from "../../syntax/nodes";
import type { HostedTemplate } from "../../templates/hostedTemplate";
import { codeBlock, escaped } from "../docs/markdown";
import type { Hover } from "./hover";

const MOST_LINES = 30;
const MOST_CHARACTERS = 2000;
const MOST_TEMPLATES = 5;

/** Adds the template to what is known about its key or its string; `explained` may have nothing to say. */
export function withTemplate(
  explained: Hover | undefined,
  hosted: HostedTemplate | undefined,
  span: Span | undefined,
): Hover | undefined {
  if (!hosted || !span || hosted.node.value === "") return explained;
  const shown = templateText(hosted.node.value);
  return explained
    ? { span: explained.span, markdown: `${explained.markdown}\n\n${shown}` }
    : { span, markdown: shown };
}

/** Adds all templates of a member to what is known about the member. */
export function withTemplates(
  explained: Hover | undefined,
  templates: readonly HostedTemplate[],
): Hover | undefined {
  if (!explained) return undefined;
  const shown = templates.slice(0, MOST_TEMPLATES).map(({ path, node }) => {
    return `**${escaped(path.at(-1) ?? "")}**\n\n${templateText(node.value)}`;
  });
  const more = templates.length - shown.length;
  const rest = more > 0 ? [`… and ${withCommas(more)} more`] : [];
  return { span: explained.span, markdown: [explained.markdown, ...shown, ...rest].join("\n\n") };
}

/** Returns whether the template reads differently in its host: on one line, or with escapes. */
export function isEncoded({ node, map }: HostedTemplate): boolean {
  if (node.style !== "json" && node.style !== "double" && node.style !== "single") return false;
  const { start, end } = map.toSource({ start: 0, end: node.value.length });
  return end - start !== node.value.length;
}

function templateText(text: string): string {
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n|\r|\n/);
  const shown = lines.slice(0, MOST_LINES).join("\n");
  const isCut = text.length > MOST_CHARACTERS || lines.length > MOST_LINES;
  return codeBlock(shown, "vtl") + (isCut ? "\n\n…" : "");
}
