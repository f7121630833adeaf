import { DEFAULT_MILLISECONDS, deadline } from "../../server/src/deadline";
import {
  formatOfFileName,
  operationOfInput,
  parse,
  type SimulatedInput,
  simulateInputs,
} from "../../server/src/service";
import { oneOf, operationNamed, protocolNamed, readArguments } from "./arguments";
import type { Command } from "./command";
import { readInput } from "./readInput";
import { complain } from "./report";
import { complainOf, EMPTY_REQUEST, readMessageFile } from "./sampleMessage";
import { placeText, simulationText } from "./simulationText";
import { UsageError } from "./usageError";

const HELP = `Usage: apigw simulate FILE... [options]

Sends a request through an integration as API Gateway would, without AWS, and prints each step and the
answer. FILE is the integration's input and those of its responses, in any order; one of them may be
- for standard input. Without the backend's answer (a MOCK needs none) or without responses, the way
ends where they are needed.

Options:
  --request FILE         the sample request, in JSON or YAML; an empty one when not given
  --response FILE        what the backend answers, in JSON or YAML
  --format FORMAT        text (default) or json
  --protocol PROTOCOL    http or websocket; inferred from the files when not given
  --operation NAME       the operation that reads the first FILE; told by name and content when not given
  --stdin-filename NAME  the name that tells the format and the operation of standard input

Exit status: 0 done, 1 the request fails on the way, 2 could not.
`;

/** `apigw simulate`. */
export const simulateCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals: files } = readArguments(args, {
      request: { type: "string" },
      response: { type: "string" },
      format: { type: "string" },
      protocol: { type: "string" },
      operation: { type: "string" },
      "stdin-filename": { type: "string" },
    });
    if (files.length === 0) throw new UsageError("no file given");
    const format = oneOf("format", values.format ?? "text", ["text", "json"]);
    const operation = values.operation === undefined ? undefined : operationNamed(values.operation);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const inputs: SimulatedInput[] = [];
    for (const [index, file] of files.entries()) {
      const read = await readInput(file);
      if (read.kind === "failed") {
        complain(file, read.message);
        return 2;
      }
      const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
      const document = parse(read.text, formatOfFileName(fileName));
      inputs.push({
        document,
        operation: (index === 0 ? operation : undefined) ?? operationOfInput(fileName, document.root),
        ...(protocol && { protocol }),
      });
    }
    const request = values.request === undefined ? EMPTY_REQUEST : await readMessageFile(values.request);
    const backend = values.response === undefined ? undefined : await readMessageFile(values.response);
    if (!request || (values.response !== undefined && !backend)) return 2;
    const result = simulateInputs(inputs, request, {
      isCancelled: deadline(DEFAULT_MILLISECONDS),
      ...(backend && { backend }),
    });
    if (result.kind !== "done") {
      const file = result.kind === "badRequest" ? values.request : values.response;
      complainOf(file ?? "", result.problems);
      return 2;
    }
    const { simulation } = result;
    if (simulation.outcome === "badInput") {
      for (const { message, place } of simulation.problems) complain(placeText(files, place), message);
      return 2;
    }
    process.stdout.write(
      format === "json"
        ? `${JSON.stringify({ files, ...simulation }, null, 2)}\n`
        : simulationText(files, simulation),
    );
    return simulation.problems.some(({ severity }) => severity === "error") ? 1 : 0;
  },
};
