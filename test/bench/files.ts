/** The files for the comparison with the alternatives, and the cursor positions in them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { check } from "../../server/src/index";
import { printInput } from "../../server/src/service";
import type { InputFormat } from "../../server/src/syntax/nodes";
import { mappingOf, templateOf } from "./content";

export interface MeasuredFile {
  readonly name: string;
  readonly format: InputFormat;
  readonly text: string;
  /** Offsets inside the name of IntegrationType and inside its value. */
  readonly inName: number;
  readonly inValue: number;
  /** One offset in each template at which a comment can be inserted. */
  readonly inTemplates: readonly number[];
}

/** Inserts a comment into all templates or the last one, so that they differ from before. */
export function withComment(
  { text, inTemplates }: MeasuredFile,
  comment: string,
  which: "all" | "last",
): string {
  const offsets = which === "all" ? inTemplates : inTemplates.slice(-1);
  const starts = [0, ...offsets];
  return starts.map((start, index) => text.slice(start, starts[index + 1])).join(`#*${comment}*#`);
}

/** The sample file that `npm start` suggests to open. */
export function sampleFile(): MeasuredFile {
  const text = readFileSync("samples/integration-params.json", "utf8");
  return measured("samples/integration-params.json", "json", text);
}

/** A large WebSocket integration: half of its lines are mappings, the other half templates. */
export function validFile(format: InputFormat, lines: number): MeasuredFile {
  const file = measured(nameOf(format, lines, ""), format, integration(format, lines, 0));
  const wrong = problemsOf(file).filter(({ severity }) => severity === "error" || severity === "warning");
  assert.deepEqual(wrong, [], "The file has no problems.");
  return file;
}

/** The same with two problems per ten entries: one that the schema finds, and one that only a rule finds. */
export function faultyFile(format: InputFormat, lines: number): MeasuredFile {
  const file = measured(nameOf(format, lines, ", many problems"), format, integration(format, lines, 10));
  assert.ok(problemsOf(file).length > 50, "The file has many problems.");
  return file;
}

function problemsOf({ text, format }: MeasuredFile) {
  return check(text, { format, operation: "create-integration" }).problems;
}

function nameOf(format: InputFormat, lines: number, suffix: string): string {
  return `${format.toUpperCase()}, ${lines.toLocaleString("en-US")} lines${suffix}`;
}

/** Adds entries until the text has the given number of lines. */
function integration(format: InputFormat, lines: number, faultEach: number): string {
  const textWith = (templates: number, parameters: number): string =>
    printInput(document(templates, parameters, faultEach), format);
  const linesOf = (text: string): number => text.split("\n").length - 1;
  const perTemplate = linesOf(textWith(2, 1)) - linesOf(textWith(1, 1));
  const templates = Math.max(1, Math.floor(lines / 2 / perTemplate));
  const text = textWith(templates, 1 + lines - linesOf(textWith(templates, 1)));
  assert.equal(linesOf(text), lines);
  return text;
}

function document(templates: number, parameters: number, faultEach: number) {
  const isFaulty = (i: number): boolean => faultEach > 0 && i % faultEach === faultEach - 1;
  return {
    ApiId: "a1b2c3d4e5",
    Description: "Orders, all of them",
    RequestTemplates: Object.fromEntries(
      // Valid and faulty templates have the same number of lines.
      Array.from({ length: templates }, (_, i) => [
        `orders.created.v${i}`,
        isFaulty(i) ? `$context.notThere${i}\n${templateOf(i)}` : `## ${i}\n${templateOf(i)}`,
      ]),
    ),
    RequestParameters: Object.fromEntries(
      Array.from({ length: parameters }, (_, i) => {
        const [key, value] = mappingOf(i);
        if (isFaulty(i)) return [key, i];
        return isFaulty(i + 1) ? [key.replace("request", "reqest"), value] : [key, value];
      }),
    ),
    TemplateSelectionExpression: "${request.body.action}",
    IntegrationUri: "https://orders.example.com",
    IntegrationMethod: "POST",
    PassthroughBehavior: "NEVER",
    TimeoutInMillis: 29_000,
    IntegrationType: "HTTP",
  };
}

/** The opening brace of a template: before an escape in JSON, on its own line in YAML. */
const BRACE_OF_TEMPLATE: Readonly<Record<InputFormat, RegExp>> = {
  json: /\{(?=\\)/g,
  yaml: /^ {4,}\{(?=$)/gm,
};

function measured(name: string, format: InputFormat, text: string): MeasuredFile {
  const match = /"?(IntegrationType)"?: "?\w/.exec(text);
  assert.ok(match);
  return {
    name,
    format,
    text,
    inName: text.indexOf("IntegrationType", match.index) + 5,
    inValue: match.index + match[0].length,
    inTemplates: [...text.matchAll(BRACE_OF_TEMPLATE[format])].map(
      ({ index, 0: { length } }) => index + length,
    ),
  };
}
