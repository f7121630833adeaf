import { deadline } from "../../server/src/deadline";
import {
  type Analysis,
  analyze,
  formatOfFileName,
  inputKindOf,
  LineIndex,
  type ParsedDocument,
  type Position,
  type PreviewableTemplate,
  type Protocol,
  parse,
  previewablesOf,
  renderSample,
  type StringNode,
  stringMap,
  templatesIn,
  wholeTemplate,
} from "../../server/src/service";
import { MILLISECONDS_OPTION, millisecondsOf, onlyOne, protocolNamed, unknown } from "./arguments";
import type { Command } from "./command";
import { chosenInput, INPUT_OPTION, readHost, refuseInput } from "./hostFile";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { complainOf, EMPTY_REQUEST, REQUEST_OPTION, readMessageFile } from "./sampleMessage";
import { UsageError } from "./usageError";

const OPTIONS = {
  request: REQUEST_OPTION,
  template: {
    value: "KEY",
    description:
      "the key of one of the input's templates, such as application/json; required if there are several",
  },
  input: INPUT_OPTION,
  protocol: {
    value: "PROTOCOL",
    description:
      "rest or websocket: decides what $context contains unless the request sets it; by default that of the input, or else rest",
  },
  milliseconds: MILLISECONDS_OPTION,
  trace: { description: "also print the value of each reference on standard error" },
} as const satisfies OptionTable;

/** `apigw render`. */
export const renderCommand: Command = {
  name: "render",
  usage: "TEMPLATE",
  summary: "print the output of a mapping template for a request",
  description: `Prints the output of a mapping template for a request, as API Gateway renders it. Problems of the
template are printed on standard error. TEMPLATE is a file that contains the template, the JSON or
YAML of an integration or an integration response, or an OpenAPI document, CloudFormation template or
the like, of which --input chooses an input. It may be - for standard input, which is then the
template itself.`,
  options: OPTIONS,
  exitStatus: "0 rendered, 1 the template failed, 2 could not run.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const file = onlyOne("template", positionals);
    const milliseconds = millisecondsOf(values.milliseconds);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    if (protocol === "HTTP") throw new UsageError("HTTP APIs do not support mapping templates");
    const input = await readInput(file);
    if (input.kind === "failed") {
      complain(file, input.message);
      return 2;
    }
    const request = values.request === undefined ? EMPTY_REQUEST : await readMessageFile(values.request);
    if (!request) return 2;
    const host = file === "-" ? undefined : readHost(input.text, file, protocol);
    if (!host) refuseInput(values.input);
    const isInput = host !== undefined || /\.(?:json|ya?ml)$/i.test(file);
    if (!isInput && values.template !== undefined) {
      throw new UsageError("--template is only for the JSON or YAML of an input, which may contain several");
    }
    const template = isInput
      ? templateIn(file, input.text, values.template, host && chosenInput(file, host, values.input))
      : wholeText(input.text);
    return render(file, template, request, values.request ?? "", protocol, {
      trace: values.trace === true,
      isCancelled: deadline(milliseconds),
    });
  },
};

/** A template, and how its offsets map to positions in the file. */
interface Template {
  readonly text: string;
  readonly subject: PreviewableTemplate;
  position(offset: number): Position;
}

function wholeText(text: string): Template {
  const lines = new LineIndex(text);
  return { text, subject: wholeTemplate(text), position: (offset) => lines.position(offset) };
}

function templateIn(
  file: string,
  text: string,
  key: string | undefined,
  hosted: Analysis | undefined,
): Template {
  const analysis = hosted ?? analyzeInput(file, text);
  const templates = analysis.input ? templatesIn(analysis.input.root) : [];
  const subjects = previewablesOf(analysis);
  const what = hosted ? "The input" : file;
  if (templates.length === 0) {
    throw new UsageError(`${what} is an input for ${analysis.operation.name} without templates`);
  }
  const keys = templates.map((template) => template.key);
  const [only, ...others] = key === undefined ? templates : templates.filter((each) => each.key === key);
  if (!only) return unknown("template", key ?? "", keys);
  if (others.length > 0)
    throw new UsageError(`${what} has several templates: add --template (${keys.join(", ")})`);
  const subject =
    subjects.find(({ keySpan }) => keySpan === only.keyNode.span) ?? wholeTemplate(only.node.value);
  return inside(analysis.document, only.node, subject);
}

function analyzeInput(file: string, text: string): Analysis {
  const document = parse(text, formatOfFileName(file));
  const { operation, member } = inputKindOf(file, document.root);
  return analyze(text, operation, { document, ...(member && { member }) });
}

function inside(document: ParsedDocument, node: StringNode, subject: PreviewableTemplate): Template {
  const map = stringMap(document, node);
  const lines = new LineIndex(document.text);
  return {
    text: node.value,
    subject,
    position: (offset) => lines.position(map.toSourceOffset(offset)),
  };
}

function render(
  file: string,
  template: Template,
  request: ParsedDocument,
  requestFile: string,
  protocol: Protocol | undefined,
  options: { readonly trace: boolean; readonly isCancelled: ReturnType<typeof deadline> },
): number {
  const subject = { ...template.subject, ...(protocol && { protocol }) };
  const result = renderSample(subject, request, options);
  if (result.kind === "badRequest") {
    complainOf(requestFile, result.problems);
    return 2;
  }
  const { output, problems, trace: pieces = [] } = result.rendering;
  process.stdout.write(output);
  const print = (offset: number, text: string): void => {
    const { line, character } = template.position(offset);
    console.error(`${file === "-" ? "<stdin>" : file}:${line + 1}:${character + 1}: ${text}`);
  };
  for (const { template: from, value } of pieces) {
    if (value === undefined) continue;
    print(from.start, `${template.text.slice(from.start, from.end)} -> ${JSON.stringify(value)}`);
  }
  for (const { code, severity, message, range } of problems) {
    print(range.start, `${severity} ${code}: ${message}`);
  }
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}
