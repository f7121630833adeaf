/** What can be folded in templates that span lines: blocks, comments, and the objects and arrays of their JSON. */
import type { Template } from "../rules/engine/template";
import type { LineIndex } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import { hostedTemplates, type TemplateHost } from "../templates/hostedTemplate";
import type { BlockNode, Statement } from "../vtl/syntax/nodes";
import { type FoldingRange, foldingRanges } from "./folding";
import { JsonText } from "./semanticTokens/jsonText";

/** Returns what can be folded in a file, by line. */
export function folds(host: TemplateHost & { readonly lines: LineIndex }): readonly FoldingRange[] {
  const { document, lines } = host;
  const ranges = document.format === "vtl" ? [] : [...foldingRanges(document, lines)];
  for (const { template, node, map } of hostedTemplates(host)) {
    if (lines.position(node.span.start).line === lines.position(node.span.end).line) continue;
    const lineOf = (offset: number): number => lines.position(map.toSourceOffset(offset)).line;
    for (const { start, end, kind, keepsEnd } of foldedSpans(template)) {
      const startLine = lineOf(start);
      const endLine = lineOf(end) - (keepsEnd ? 1 : 0);
      if (startLine < endLine) ranges.push({ startLine, endLine, ...(kind && { kind }) });
    }
  }
  return ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

interface Fold extends Span {
  readonly kind?: "comment";
  /** Whether the line with the end stays visible. */
  readonly keepsEnd: boolean;
}

function foldedSpans(template: Template): readonly Fold[] {
  const collector = new Collector(template);
  collector.block(template.tree.body);
  return [...collector.folds, ...commentFolds(template, collector.comments), ...collector.lines()];
}

class Collector {
  readonly folds: Fold[] = [];
  readonly comments: Span[] = [];
  /** The brackets that are open. They may be closed in another block. */
  readonly #open: { readonly bracket: string; readonly start: number }[] = [];
  readonly #json: JsonText | undefined;

  constructor(private readonly template: Template) {
    const isJson = template.writesJson || template.scope.integrationType === "MOCK";
    if (isJson) this.#json = new JsonText(template.text, () => {}, this.#bracket);
  }

  block({ statements }: BlockNode): void {
    for (const node of statements) this.#statement(node);
  }

  /** Where the text has no brackets, its indentation shows what belongs together. */
  lines(): readonly Fold[] {
    return this.#json ? [] : indentedFolds(this.template.text);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "text":
        if (node.form === "plain") this.#json?.read(node.start, node.end);
        else this.#add(node.start, undefined, node.end);
        return;
      case "comment":
        this.comments.push(node);
        return;
      case "if": {
        const parts = node.otherwise ? [...node.branches, node.otherwise] : node.branches;
        for (const [index, { nameSpan, body, end }] of parts.entries()) {
          this.#add(nameSpan.start, parts[index + 1]?.nameSpan.start ?? node.endSpan?.start, end);
          this.block(body);
        }
        return;
      }
      case "foreach":
      case "define":
      case "macro":
      case "literal":
        this.#add(node.nameSpan.start, node.endSpan?.start, node.end);
        if (node.kind !== "literal") this.block(node.body);
        return;
      case "call":
        if (!node.body) return;
        this.#add(node.nameSpan.start, node.endSpan?.start, node.end);
        this.block(node.body);
        return;
    }
  }

  /** Without an end, folds up to the last text before the other offset. */
  #add(start: number, end: number | undefined, otherwise: number): void {
    if (end !== undefined) this.folds.push({ start, end, keepsEnd: true });
    else this.folds.push({ start, end: lastPrinted(this.template.text, otherwise), keepsEnd: false });
  }

  readonly #bracket = (bracket: string, at: number): void => {
    if (bracket === "{" || bracket === "[") this.#open.push({ bracket, start: at });
    else if (this.#open.at(-1)?.bracket === (bracket === "}" ? "{" : "[")) {
      this.#add(this.#open.pop()?.start ?? at, at, at);
    }
  };
}

/** The last character before an offset that is not white space. */
function lastPrinted(text: string, end: number): number {
  let at = end;
  while (at > 0 && " \t\r\n".includes(text[at - 1] ?? "")) at--;
  return Math.max(at - 1, 0);
}

/** Block comments, and line comments on consecutive lines. */
function commentFolds({ text }: Template, comments: readonly Span[]): readonly Fold[] {
  const spans: Span[] = [];
  let isRun = false;
  for (const { start, end } of comments) {
    const isLine = text.startsWith("##", start);
    const last = spans.at(-1);
    if (isLine && isRun && last && text.slice(last.end, start).trim() === "") {
      spans[spans.length - 1] = { start: last.start, end };
    } else spans.push({ start, end });
    isRun = isLine;
  }
  return spans.map(({ start, end }) => ({
    start,
    end: lastPrinted(text, end),
    kind: "comment",
    keepsEnd: false,
  }));
}

/** Each line with the lines below it that are indented further. */
function indentedFolds(text: string): readonly Fold[] {
  const folds: Fold[] = [];
  const open: { readonly depth: number; readonly start: number }[] = [];
  let last = 0;
  const close = (depth: number): void => {
    for (let top = open.at(-1); top && top.depth >= depth; top = open.at(-1)) {
      folds.push({ start: top.start, end: last, keepsEnd: false });
      open.pop();
    }
  };
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const depth = line.length - line.trimStart().length;
    if (depth === line.length) continue;
    close(depth);
    open.push({ depth, start: index });
    last = index + line.length - 1;
  }
  close(0);
  return folds;
}
