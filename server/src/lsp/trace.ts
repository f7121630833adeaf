import type { Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { deadline } from "../deadline";
import { TRACE_REQUEST, type TracedPiece, type TraceParams, type TraceResult } from "../protocol";
import { originOf, previewTemplate, printedBy, sampleDocuments, type TraceEntry } from "../service";
import { LineIndex } from "../syntax/lines";
import { PREVIEW_TIME, rangeInFileOf } from "./preview";
import type { FoundTemplate, Previewables } from "./previewables";

/** An output with what printed each piece of it. */
interface Traced {
  readonly output: string;
  readonly trace: readonly TraceEntry[];
}

/** Registers the way from a piece of a preview to what printed it, and back. */
export function registerTrace(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  previewables: Previewables,
): void {
  const traces = new LastTrace();
  connection.onRequest(TRACE_REQUEST, async (params: TraceParams): Promise<TraceResult> => {
    const found = await previewables.at(params.uri, params.path, params.text);
    const traced = found && traces.of(found, params);
    if (!found || !traced) return null;
    const pieces = (entries: readonly TraceEntry[]): TraceResult => {
      const [outputLines, lines] = [new LineIndex(traced.output), new LineIndex(found.template.text)];
      return { pieces: entries.map((entry) => piece(found, outputLines, lines, entry)) };
    };
    if (params.inOutput) {
      const output = TextDocument.create(params.uri, "plaintext", 0, traced.output);
      const origin = originOf(traced, output.offsetAt(params.inOutput));
      return pieces(origin ? [origin] : []);
    }
    const offset = documents.get(params.uri)?.offsetAt(params.inSource ?? START);
    const inTemplate = offset === undefined ? undefined : offsetInTemplate(found, offset);
    return pieces(inTemplate === undefined ? [] : printedBy(traced, inTemplate));
  });
}

const START = { line: 0, character: 0 };

/** The trace of the latest rendering: the cursor moves more often than the template changes. */
class LastTrace {
  #last: { readonly key: readonly unknown[]; readonly traced: Traced | undefined } | undefined;

  of({ template }: FoundTemplate, { uri, path, request, response }: TraceParams): Traced | undefined {
    const { text, kind, protocol, key: contentType, input } = template;
    const key = [text, kind, protocol, contentType, input, uri, path.join("\n"), request, response];
    if (this.#last?.key.every((part, index) => part === key[index])) return this.#last.traced;
    const preview = previewTemplate(template, sampleDocuments(request, response), {
      isCancelled: deadline(PREVIEW_TIME),
      trace: true,
    });
    const traced =
      preview.kind === "done" ? { output: preview.output, trace: preview.trace ?? [] } : undefined;
    this.#last = { key, traced };
    return traced;
  }
}

/** The offset in the text of the template; undefined outside of it. */
function offsetInTemplate({ template, hosted }: FoundTemplate, offset: number): number | undefined {
  if (!hosted) return template.path.length === 0 ? offset : undefined;
  const { start, end } = hosted.map.toSource({ start: 0, end: template.text.length });
  return start <= offset && offset <= end ? hosted.map.toValue(offset) : undefined;
}

function piece(
  found: FoundTemplate,
  outputLines: LineIndex,
  lines: LineIndex,
  entry: TraceEntry,
): TracedPiece {
  const rangeInFile = rangeInFileOf(found, entry.template);
  return {
    output: outputLines.range(entry.output),
    template: found.template.text.slice(entry.template.start, entry.template.end),
    range: lines.range(entry.template),
    ...(rangeInFile && { rangeInFile }),
    ...(entry.value !== undefined && { value: entry.value }),
  };
}
