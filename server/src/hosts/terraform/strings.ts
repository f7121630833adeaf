/** String nodes for HCL's quoted strings and heredocs, whose text can be changed where it is written. */
import { applyEdits } from "../../syntax/applyEdits";
import { difference } from "../../syntax/difference";
import type { Edit, Piece, Span, StringNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { textsBetweenHoles } from "../../syntax/write/holes";
import { holeMaker } from "./holes";
import type { HclString } from "./scan";
import { readTemplate, type TemplateSource, type TemplateText } from "./template";

/** Makes the node of a string. `span` is that of the whole string in the file. */
export function stringNode(text: string, written: HclString): StringNode {
  const source = sourceOf(text, written);
  const read = readTemplate(source, holeMaker(text, source));
  return templateNode(source, read, written.span, written.closed, (edits) => readsAs(text, written, edits));
}

/** The template in a string. */
export function sourceOf(text: string, written: HclString): TemplateSource {
  if (written.kind === "quoted") {
    const { start, end } = written.span;
    return { text, from: start + 1, to: written.closed ? end - 1 : end, style: "quoted" };
  }
  const { from, to, isFlush } = written;
  return { text, from, to, style: "heredoc", isFlush };
}

/** Returns the text that a string has after edits inside it; undefined if the edits end it elsewhere. */
function readsAs(text: string, written: HclString, edits: readonly Edit[]): string | undefined {
  const source = sourceOf(text, written);
  const changed = applyEdits(text.slice(source.from, source.to), shifted(edits, -source.from));
  if (written.kind === "heredoc") {
    const marker = text.slice(written.span.start, written.span.end).split(/\s/).at(-1) ?? "";
    if (changed.split("\n").some((line) => line.trim() === marker)) return undefined;
    if (changed !== "" && !changed.endsWith("\n")) return undefined;
  }
  const { style, isFlush = false } = source;
  return readTemplate({ text: changed, from: 0, to: changed.length, style, isFlush }, (_, start, end) => ({
    start,
    end,
  })).value;
}

function shifted(edits: readonly Edit[], by: number): readonly Edit[] {
  return edits.map(({ span, newText }) => ({
    span: { start: span.start + by, end: span.end + by },
    newText,
  }));
}

/**
 * Makes the node of a template that has been read.
 * @param reads returns the text of the template after edits in it, undefined if they would end it
 */
export function templateNode(
  source: TemplateSource,
  { value, pieces, holes, indentation }: TemplateText,
  span: Span,
  closed: boolean,
  reads: (edits: readonly Edit[]) => string | undefined,
): StringNode {
  const node: StringNode = {
    kind: "string",
    span,
    closed,
    value,
    style: "composed",
    ...(holes.length > 0 && { holes }),
    composition: {
      pieces,
      closing: source.to,
      write: (newText) => {
        if (!closed) return undefined;
        for (const isWhole of [false, true]) {
          const edits = editsFor(source, node, pieces, indentation, newText, isWhole);
          if (edits && reads(edits) === newText) return edits;
        }
        return undefined;
      },
    },
  };
  return node;
}

/** The edits of the pieces between holes that differ, whole or only what differs in them. */
function editsFor(
  source: TemplateSource,
  node: StringNode,
  pieces: readonly Piece[],
  indentation: number,
  newText: string,
  isWhole: boolean,
): readonly Edit[] | undefined {
  const texts = textsBetweenHoles(node, newText);
  if (!texts) return undefined;
  const { value, holes = [] } = node;
  const map = stringMap(source, node);
  const edits: Edit[] = [];
  let from = 0;
  texts.forEach((text, index) => {
    const to = holes[index]?.start ?? value.length;
    const old = value.slice(from, to);
    if (text !== old) {
      const change = isWhole ? { start: 0, end: old.length, text } : changeOf(old, text);
      const at = { start: from + change.start, end: from + change.end };
      const start = sourceStart(source, pieces, map.toSourceOffset(at.start), at.start);
      const end = at.end > at.start ? map.toSource(at).end : start;
      const isIndented = at.end > at.start;
      const newSource = encoded(source, indentation, change.text, { start, isIndented, next: value[at.end] });
      edits.push(smallest(source.text, { span: { start, end }, newText: newSource }));
    }
    from = holes[index]?.end ?? value.length;
  });
  return edits;
}

/** The edit without what it leaves as it is. */
function smallest(text: string, { span, newText }: Edit): Edit {
  const [edit] = difference(text.slice(span.start, span.end), newText);
  if (!edit) return { span: { start: span.start, end: span.start }, newText: "" };
  return shifted([edit], span.start)[0] ?? edit;
}

/** Where text is inserted: after a piece rather than before the next one, if both are on different lines. */
function sourceStart(source: TemplateSource, pieces: readonly Piece[], offset: number, at: number): number {
  if (source.style !== "heredoc" || at === 0) return at === 0 && pieces.length === 0 ? source.from : offset;
  return offset;
}

/** What differs between two texts, without cutting a sign from what follows it or a pair of surrogates. */
function changeOf(old: string, text: string): { start: number; end: number; text: string } {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let rest = 0;
  while (rest < shorter - start && old.at(-1 - rest) === text.at(-1 - rest)) rest++;
  while (start > 0 && BOUND.test(old[start - 1] ?? "")) start--;
  while (rest > 0 && BOUND.test(old[old.length - rest] ?? "")) rest--;
  return { start, end: old.length - rest, text: text.slice(start, text.length - rest) };
}

/** Characters whose source depends on their neighbours. */
const BOUND = /[$%{\ud800-\udfff]/;

interface Place {
  readonly start: number;
  /** True if the edit replaces text, so that the indentation before it stays. */
  readonly isIndented: boolean;
  /** The character of the text after the edit. */
  readonly next: string | undefined;
}

function encoded(source: TemplateSource, indentation: number, text: string, place: Place): string {
  const escaped = text.replace(/\$+\{|%+\{/g, (signs) => signs[0] + signs);
  if (source.style === "quoted") return escaped.replace(UNSAFE, escapedUnit);
  if (indentation === 0) return escaped;
  const blanks = indentationOf(source, indentation);
  const lineStart = source.text.lastIndexOf("\n", place.start - 1) + 1;
  const isAtStart = place.start === lineStart && !place.isIndented;
  const lines = escaped.split("\n");
  return lines
    .map((line, index) => {
      const isLast = index === lines.length - 1;
      // A line that goes on after the edit needs its indentation, too.
      const isEmpty = /^\s*$/.test(line) && !(isLast && index > 0 && isText(place.next));
      return isEmpty || (index === 0 && !isAtStart) ? line : blanks + line;
    })
    .join("\n");
}

function isText(unit: string | undefined): boolean {
  return unit !== undefined && unit !== "\n" && unit !== "\r";
}

/** The indentation that the lines of a heredoc lose. */
function indentationOf({ text, from, to }: TemplateSource, indentation: number): string {
  for (const line of text.slice(from, to).split("\n")) {
    if (line.trim() !== "") return line.slice(0, indentation);
  }
  return " ".repeat(indentation);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must be escaped.
const UNSAFE = /["\\\u0000-\u001f\u007f\u2028\u2029]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapedUnit(unit: string): string {
  return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Writes a text as a quoted string. */
export function quoted(text: string): string {
  return `"${text.replace(/\$+\{|%+\{/g, (signs) => signs[0] + signs).replace(UNSAFE, escapedUnit)}"`;
}

/** Returns a string without the line breaks at its end, as `chomp` does. They stay when the text is changed. */
export function withoutLineBreaks(node: StringNode): StringNode {
  const { value, composition } = node;
  const kept = value.length - (/[\r\n]+$/.exec(value)?.[0].length ?? 0);
  if (!composition || kept === value.length) return node;
  const removed = value.slice(kept);
  const pieces = composition.pieces
    .filter(({ start }) => start < kept)
    .map((piece): Piece => {
      const by = piece.end - kept;
      if (by <= 0) return piece;
      const { start, end } = piece.source;
      return { ...piece, end: kept, source: { start, end: piece.kind === "copied" ? end - by : end } };
    });
  return {
    ...node,
    value: value.slice(0, kept),
    composition: {
      pieces,
      closing: pieces.at(-1)?.source.end ?? composition.closing,
      write: (newText) => (/[\r\n]$/.test(newText) ? undefined : composition.write(newText + removed)),
    },
  };
}

/** A string as a node of its own at another place. */
export function stringAt(span: Span, value: string): StringNode {
  return {
    kind: "string",
    span,
    closed: true,
    value,
    style: "composed",
    composition: {
      pieces: [{ start: 0, end: value.length, source: span, kind: "hole" }],
      closing: span.end,
      write: () => undefined,
    },
  };
}
