/** A fenced block of a Markdown document. */
export interface FencedBlock {
  readonly language: string;
  readonly text: string;
  /** With its fences. */
  readonly whole: string;
}

/** The fenced blocks of a document, as CommonMark reads them. */
export function fencedBlocks(text: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | undefined;
  for (const line of text.split("\n")) {
    if (!open) {
      const [, fence, language = ""] = /^(`{3,})([^`]*)$/.exec(line) ?? [];
      if (fence !== undefined) open = { fence, language, lines: [] };
      continue;
    }
    const close = /^(`{3,}) *$/.exec(line)?.[1];
    if (close !== undefined && close.length >= open.fence.length) {
      const { fence, language, lines } = open;
      const whole = [`${fence}${language}`, ...lines, line].join("\n");
      blocks.push({ language, text: lines.join("\n"), whole });
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks;
}
