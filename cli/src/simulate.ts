import { deadline } from "../../server/src/deadline";
import {
  type ApiFacts,
  formatOfFileName,
  hostedSimulation,
  operationOfInput,
  parse,
  placeText,
  type SimulatedInput,
  type Simulation,
  sequenceSvg,
  simulateInputs,
  simulationMarkdown,
  simulationText,
} from "../../server/src/service";
import {
  MILLISECONDS_OPTION,
  millisecondsOf,
  oneOf,
  operationNamed,
  PROTOCOL_OPTION,
  protocolNamed,
  STDIN_FILENAME_OPTION,
} from "./arguments";
import type { Command } from "./command";
import { chosenInput, INPUT_OPTION, readHost, refuseInput } from "./hostFile";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { complainOf, EMPTY_REQUEST, REQUEST_OPTION, readMessageFile } from "./sampleMessage";
import { UsageError } from "./usageError";

const OPTIONS = {
  request: REQUEST_OPTION,
  response: { value: "FILE", description: "the backend's response, in JSON or YAML" },
  format: { value: "FORMAT", description: "text (default), json, markdown, or svg for a sequence diagram" },
  protocol: PROTOCOL_OPTION,
  operation: {
    value: "NAME",
    description: "the operation that reads the first FILE; detected from its name and content by default",
  },
  input: INPUT_OPTION,
  "stdin-filename": STDIN_FILENAME_OPTION,
  milliseconds: MILLISECONDS_OPTION,
} as const satisfies OptionTable;

const HINTS = {
  needsBackend: "Specify its response with --response.",
  needsResponses: "Specify their inputs as well.",
};

const FORMATS = ["text", "json", "markdown", "svg"] as const;

function printed(format: (typeof FORMATS)[number], files: readonly string[], simulation: Simulation): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ files, ...simulation }, null, 2)}\n`;
    case "markdown":
      return simulationMarkdown(files, simulation, HINTS).text;
    case "svg":
      return sequenceSvg(simulation);
    case "text":
      return simulationText(files, simulation, HINTS);
  }
}

/** `apigw simulate`. */
export const simulateCommand: Command = {
  name: "simulate",
  usage: "FILE...",
  summary: "run a request through an integration step by step, without AWS",
  description: `Runs a request through an integration as API Gateway would, without AWS, and prints each step and
the response. The FILEs are the input of the integration and those of its responses, in any order;
one of them may be - for standard input. In an OpenAPI document, CloudFormation template or the
like, --input chooses the integration, and its responses are those in the file. The simulation stops where it needs the backend's response
(a MOCK needs none) or integration responses that were not given.`,
  options: OPTIONS,
  exitStatus: "0 simulated, 1 the request failed, 2 could not run.",
  run: async (args) => {
    const { values, positionals: files } = readArguments(args, OPTIONS);
    if (files.length === 0) throw new UsageError("no file given");
    const milliseconds = millisecondsOf(values.milliseconds);
    const format = oneOf("format", values.format ?? "text", FORMATS);
    const operation = values.operation === undefined ? undefined : operationNamed(values.operation);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const inputs: SimulatedInput[] = [];
    // The name of the file of each input.
    const sources: string[] = [];
    let facts: ApiFacts | undefined;
    let isChosen = false;
    for (const [index, file] of files.entries()) {
      const read = await readInput(file);
      if (read.kind === "failed") {
        complain(file, read.message);
        return 2;
      }
      const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
      const host = index === 0 && operation ? undefined : readHost(read.text, fileName, protocol);
      if (host) {
        const chosen = hostedSimulation(host, chosenInput(file, host, values.input));
        inputs.push(...chosen.inputs);
        sources.push(...chosen.inputs.map(() => file));
        facts = chosen.facts ?? facts;
        isChosen = true;
        continue;
      }
      const document = parse(read.text, formatOfFileName(fileName));
      sources.push(file);
      inputs.push({
        document,
        operation: (index === 0 ? operation : undefined) ?? operationOfInput(fileName, document.root),
        ...(protocol && { protocol }),
      });
    }
    if (!isChosen) refuseInput(values.input);
    const request = values.request === undefined ? EMPTY_REQUEST : await readMessageFile(values.request);
    const backend = values.response === undefined ? undefined : await readMessageFile(values.response);
    if (!request || (values.response !== undefined && !backend)) return 2;
    const result = simulateInputs(inputs, request, {
      isCancelled: deadline(milliseconds),
      ...(facts && { facts }),
      ...(backend && { backend }),
    });
    if (result.kind !== "done") {
      const file = result.kind === "badRequest" ? values.request : values.response;
      complainOf(file ?? "", result.problems);
      return 2;
    }
    const { simulation } = result;
    if (simulation.outcome === "badInput") {
      for (const { message, place } of simulation.problems) complain(placeText(sources, place), message);
      return 2;
    }
    process.stdout.write(printed(format, sources, simulation));
    return simulation.problems.some(({ severity }) => severity === "error") ? 1 : 0;
  },
};
