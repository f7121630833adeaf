/** The time from a keystroke in a template to its updated preview, and from a cursor in the output to its origin. */
import assert from "node:assert/strict";
import * as ours from "../../server/src/service";
import { LineIndex } from "../../server/src/syntax/lines";
import {
  type AnyAnalysis,
  type Edited,
  file,
  percentiles,
  type Time,
  templateFile,
  timed,
} from "./keystrokes";
import { table } from "./table";
import { REQUEST } from "./template";

const WARM_UP = 100;
const EDITS = 300;

const SAMPLE = JSON.stringify({
  method: "POST",
  path: "/items/42",
  params: REQUEST.params,
  context: REQUEST.context,
  stageVariables: REQUEST.stageVariables,
  body: JSON.parse(REQUEST.body),
});

/**
 * What the server does for each of 300 keystrokes, in milliseconds: it reads and checks the file, renders the template
 * for the text of the sample request, and judges the output.
 */
export function measurePreviews(): string {
  const rows = [
    templateFile(3_000),
    file("json"),
    file("yaml"),
    templateFile(),
    templateFile(300_000),
  ].flatMap((edited) => {
    const [keystrokes, traces] = measure(edited);
    return [
      [`${edited.name}: keystroke to preview`, ...figures(keystrokes)],
      [`${edited.name}: cursor to origin`, ...figures(traces)],
    ];
  });
  return table(["", "p50", "p99", "max", "of the thread: p50", "p99", "max"], rows);
}

function measure(edited: Edited): readonly [keystrokes: readonly Time[], traces: readonly Time[]] {
  const keystrokes: Time[] = [];
  const traces: Time[] = [];
  for (let count = -WARM_UP; count < EDITS; count++) {
    const { text } = edited.textWith(`typed ${"abcdefghij".slice(0, count & 7)}${count}`);
    const [output, previewing] = timed(() => preview(edited.analyze(text), text));
    assert.ok(output.length > 1000);
    if (count < 0) continue;
    keystrokes.push(previewing);
    // Once for each position of the cursor, while the template stays as it is.
    if (count % 10 > 0) continue;
    traces.push(trace(edited.analyze(text), text, output));
  }
  return [keystrokes, traces];
}

function figures(times: readonly Time[]): readonly string[] {
  return [...percentiles(times.map(({ clock }) => clock)), ...percentiles(times.map(({ thread }) => thread))];
}

function preview(analysis: AnyAnalysis, text: string): string {
  const { template, known } = largeTemplate(analysis, text);
  const rendered = ours.previewTemplate(template, ours.sampleDocuments(SAMPLE, undefined));
  assert.ok(rendered.kind === "done");
  ours.outputLanguage(known, rendered);
  const lines = new LineIndex(rendered.output);
  for (const { output } of rendered.problems) if (output) lines.range(output);
  return rendered.output;
}

/** The first request for a trace renders the template again; the others look it up. */
function trace(analysis: AnyAnalysis, text: string, output: string): Time {
  const { template } = largeTemplate(analysis, text);
  const [, time] = timed(() => {
    const rendered = ours.previewTemplate(template, ours.sampleDocuments(SAMPLE, undefined), { trace: true });
    assert.ok(rendered.kind === "done");
    const found = ours.originOf({ output: rendered.output, trace: rendered.trace ?? [] }, output.length >> 1);
    assert.ok(found);
  });
  return time;
}

function largeTemplate(analysis: AnyAnalysis, text: string) {
  if ("template" in analysis) return { template: ours.wholeTemplate(text), known: analysis.template };
  const template = ours.previewablesOf(analysis).find(({ key }) => key === "large");
  assert.ok(template);
  return { template, known: ours.templateAtPath(analysis, template.path)?.template };
}
