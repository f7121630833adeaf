import { DEFAULT_MILLISECONDS, deadline } from "../../server/src/deadline";
import {
  formatOfFileName,
  LineIndex,
  operationOfInput,
  type ParsedDocument,
  type Position,
  type Protocol,
  parse,
  renderSample,
  type StringNode,
  stringMap,
  templatesIn,
} from "../../server/src/service";
import { onlyOne, protocolNamed, readArguments, unknown } from "./arguments";
import type { Command } from "./command";
import { readInput } from "./readInput";
import { complain } from "./report";
import { complainOf, EMPTY_REQUEST, readMessageFile } from "./sampleMessage";
import { UsageError } from "./usageError";

const HELP = `Usage: apigw render TEMPLATE [options]

Prints what a mapping template makes of a request, as API Gateway would. What is wrong with the template
is told on standard error. TEMPLATE is a file that holds the template, or the JSON or YAML of an
integration or an integration response. It may be - for standard input, which is then the template.

Options:
  --request FILE         the sample request, in JSON or YAML; an empty one when not given
  --template KEY         which of an input's templates, such as application/json; may be left out
                         where there is only one
  --protocol PROTOCOL    rest (default) or websocket: what $context holds where the request leaves it open
  --trace                also tells on standard error what each reference printed

Exit status: 0 done, 1 the template fails, 2 could not.
`;

/** `apigw render`. */
export const renderCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = readArguments(args, {
      request: { type: "string" },
      template: { type: "string" },
      protocol: { type: "string" },
      trace: { type: "boolean" },
    });
    const file = onlyOne("template", positionals);
    const protocol = values.protocol === undefined ? "REST" : protocolNamed(values.protocol);
    if (protocol === "HTTP") throw new UsageError("HTTP APIs have no mapping templates");
    const input = await readInput(file);
    if (input.kind === "failed") {
      complain(file, input.message);
      return 2;
    }
    const request = values.request === undefined ? EMPTY_REQUEST : await readMessageFile(values.request);
    if (!request) return 2;
    const isInput = /\.(?:json|ya?ml)$/i.test(file);
    if (!isInput && values.template !== undefined) {
      throw new UsageError("--template is for the JSON or YAML of an input, which holds several");
    }
    const template = isInput ? templateIn(file, input.text, values.template) : wholeText(input.text);
    return render(file, template, request, values.request ?? "", protocol, values.trace === true);
  },
};

/** A template, and where its offsets lie in the file. */
interface Template {
  readonly text: string;
  position(offset: number): Position;
}

function wholeText(text: string): Template {
  const lines = new LineIndex(text);
  return { text, position: (offset) => lines.position(offset) };
}

function templateIn(file: string, text: string, key: string | undefined): Template {
  const document = parse(text, formatOfFileName(file));
  const operation = operationOfInput(file, document.root);
  const templates = document.root?.kind === "object" ? templatesIn(document.root) : [];
  if (templates.length === 0) throw new UsageError(`${file} is an input of ${operation} without templates`);
  const keys = templates.map((template) => template.key);
  const [only, ...others] = key === undefined ? templates : templates.filter((each) => each.key === key);
  if (!only) return unknown("template", key ?? "", keys);
  if (others.length > 0)
    throw new UsageError(`${file} has several templates: add --template (${keys.join(", ")})`);
  return inside(document, only.node);
}

function inside(document: ParsedDocument, node: StringNode): Template {
  const map = stringMap(document, node);
  const lines = new LineIndex(document.text);
  return { text: node.value, position: (offset) => lines.position(map.toSourceOffset(offset)) };
}

function render(
  file: string,
  template: Template,
  request: ParsedDocument,
  requestFile: string,
  protocol: Protocol,
  trace: boolean,
): number {
  const result = renderSample(template.text, request, protocol, {
    trace,
    isCancelled: deadline(DEFAULT_MILLISECONDS),
  });
  if (result.kind === "badRequest") {
    complainOf(requestFile, result.problems);
    return 2;
  }
  const { output, problems, trace: pieces = [] } = result.rendering;
  process.stdout.write(output);
  const tell = (offset: number, text: string): void => {
    const { line, character } = template.position(offset);
    console.error(`${file === "-" ? "<stdin>" : file}:${line + 1}:${character + 1}: ${text}`);
  };
  for (const { template: from, value } of pieces) {
    if (value === undefined) continue;
    tell(from.start, `${template.text.slice(from.start, from.end)} -> ${JSON.stringify(value)}`);
  }
  for (const { code, severity, message, range } of problems) {
    tell(range.start, `${severity} ${code}: ${message}`);
  }
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}
