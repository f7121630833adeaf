import { resolve } from "node:path";
import {
  type BackendResponse,
  formatOfFileName,
  type Parameters,
  parse,
  type Route,
  readBackend,
} from "../../server/src/service";
import { MILLISECONDS_OPTION, millisecondsOf, PROTOCOL_OPTION, protocolNamed } from "./arguments";
import type { Command } from "./command";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { complainOf } from "./sampleMessage";
import { Backends } from "./serve/backends";
import { Endpoint, isLoopback } from "./serve/endpoint";
import { StreamLog } from "./serve/log";
import { RoutesSource, type Served } from "./serve/routesSource";
import type { BackendSettings } from "./serve/settings";
import { splitCommand } from "./serve/splitCommand";
import { UsageError } from "./usageError";

const OPTIONS = {
  port: { value: "NUMBER", description: "the port to listen on (3000 by default); 0 for a free one" },
  host: {
    value: "ADDRESS",
    description:
      "the address to listen on (127.0.0.1 by default, which only this machine can reach); 0.0.0.0 for all",
  },
  backend: {
    value: "URL",
    description: "where the requests of HTTP integrations go, in place of the host in their URIs",
  },
  lambda: {
    value: "COMMAND",
    description:
      "the command that stands for Lambda functions: it reads the event from standard input and prints the response; run without a shell, with AWS_LAMBDA_FUNCTION_NAME in its environment",
  },
  response: {
    value: "[ROUTE=]FILE",
    multiple: true,
    description: "a recorded response of the backend, in JSON or YAML, for one route or for all",
  },
  route: {
    value: "FILE=ROUTE",
    multiple: true,
    description: 'the route of an input of the AWS CLI, such as "get.put-integration.json=GET /pets/{id}"',
  },
  "route-selection": {
    value: "EXPRESSION",
    description:
      "what selects the route of a WebSocket message; from the file, or else $request.body.action, by default",
  },
  "stage-variable": {
    value: "NAME=VALUE",
    multiple: true,
    description: "a stage variable, on top of those in the files",
  },
  protocol: PROTOCOL_OPTION,
  quiet: { description: "do not log requests" },
  milliseconds: MILLISECONDS_OPTION,
} as const satisfies OptionTable;

const DEFAULT_PORT = 3000;
const DEFAULT_HOST = "127.0.0.1";

/** `apigw serve`. */
export const serveCommand: Command = {
  name: "serve",
  usage: "FILE...",
  summary: "serve APIs on this machine, without AWS",
  description: `Serves the routes of the FILEs over HTTP and WebSocket, as API Gateway would: inputs of the AWS CLI,
OpenAPI documents, CloudFormation templates, Terraform and serverless.yml. MOCK integrations are
answered completely. HTTP integrations go to --backend, Lambda functions to --lambda, and recorded
responses stand for everything else. Without one, the response is what would have been sent, with
the header X-Apigw-Simulated. The FILEs are read again when they change.`,
  options: OPTIONS,
  notes: `Samples next to a file are used: NAME.request.json adds its context and stage variables to each
request, and its backend or NAME.response.json is the recorded response.`,
  exitStatus: "0 stopped by Ctrl+C, 2 could not run.",
  run: async (args) => {
    const { values, positionals: files } = readArguments(args, OPTIONS);
    if (files.length === 0) throw new UsageError("no file given");
    const port = portOf(values.port);
    const host = values.host ?? DEFAULT_HOST;
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const milliseconds = millisecondsOf(values.milliseconds);
    const responses = await responsesOf(values.response ?? []);
    if (!responses) return 2;
    const backend = values.backend === undefined ? undefined : backendOf(values.backend);
    const lambda = values.lambda === undefined ? undefined : commandOf(values.lambda);
    const settings: BackendSettings = { responses, ...(backend && { backend }), ...(lambda && { lambda }) };
    const log = new StreamLog(process.stdout, values.quiet === true);
    const source = new RoutesSource(files, {
      ...(protocol && { protocol }),
      routes: new Map(pairsOf("route", values.route ?? []).map(([file, key]) => [resolve(file), key])),
    });
    const loaded = await source.load();
    for (const problem of loaded.problems) complain(problem);
    if (loaded.broken.length > 0) return 2;
    if (loaded.served.table.routes.length === 0) {
      complain("the files contain no integrations that could be served");
      return 2;
    }
    const backends = new Backends(settings);
    const variables: Parameters = new Map(
      pairsOf("stage-variable", values["stage-variable"] ?? []).map(([name, value]) => [name, [value]]),
    );
    const endpoint = new Endpoint(loaded.served, {
      port,
      host,
      backends,
      log,
      variables,
      milliseconds,
      ...(values["route-selection"] !== undefined && { routeSelection: values["route-selection"] }),
    });
    let address: Awaited<ReturnType<Endpoint["listen"]>>;
    try {
      address = await endpoint.listen();
    } catch (error) {
      complain(messageOfListen(error, host, port));
      return 2;
    }
    if (!isLoopback(host)) {
      complain(
        `warning: anyone who can reach ${host} can call this endpoint${lambda ? " and run the command" : ""}`,
      );
    }
    const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
    log.note(`Listening on http://${shownHost}:${address.port}\n${tableText(loaded.served, settings)}`);
    watch(source, endpoint, log, settings);
    await stopped();
    source.close();
    backends.close();
    await endpoint.close();
    return 0;
  },
};

function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new UsageError(`invalid --port "${text}": expected a number from 0 to 65535`);
  }
  return Number(text);
}

function backendOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new UsageError(`invalid --backend "${text}": expected a URL such as http://localhost:8080`);
  }
  if (url.username !== "" || url.search !== "" || url.hash !== "") {
    throw new UsageError(`invalid --backend "${text}": expected a URL without credentials and query string`);
  }
  return url;
}

function commandOf(text: string): readonly string[] {
  const words = splitCommand(text);
  if (!words) throw new UsageError(`invalid --lambda "${text}": a quotation mark is not closed`);
  if (words.length === 0) throw new UsageError("invalid --lambda: no command");
  return words;
}

/** Splits `NAME=VALUE` at the first equals sign. */
function pairsOf(option: string, texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.map((text) => {
    const equals = text.indexOf("=");
    if (equals <= 0) throw new UsageError(`invalid --${option} "${text}": expected ${OPTION_FORMS[option]}`);
    return [text.slice(0, equals), text.slice(equals + 1)];
  });
}

const OPTION_FORMS: Readonly<Record<string, string>> = {
  route: "FILE=ROUTE",
  "stage-variable": "NAME=VALUE",
};

/** Reads recorded responses by route key. Prints the reason and returns undefined if one cannot be read. */
async function responsesOf(
  options: readonly string[],
): Promise<ReadonlyMap<string, BackendResponse> | undefined> {
  const responses = new Map<string, BackendResponse>();
  for (const text of options) {
    const [, key = "", file = text] = /^((?:[A-Z]+ \/[^=]*|\$[\w.]+|[\w-]+))=(.+)$/s.exec(text) ?? [];
    const read = await readInput(file);
    if (read.kind === "failed") {
      complain(file, read.message);
      return undefined;
    }
    const { backend, problems } = readBackend(parse(read.text, formatOfFileName(file)));
    if (problems.length > 0) {
      complainOf(file, problems);
      return undefined;
    }
    responses.set(key, backend);
  }
  return responses;
}

function messageOfListen(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} is in use: specify another one with --port, or 0 for a free one`;
    case "EACCES":
      return `port ${port} may not be used: specify another one with --port`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine`;
    default:
      return message;
  }
}

/** Reads the files again whenever one changes. */
function watch(source: RoutesSource, endpoint: Endpoint, log: StreamLog, settings: BackendSettings): void {
  const reload = async (): Promise<void> => {
    const { served, problems, broken } = await source.load();
    endpoint.update(served);
    for (const problem of problems) complain(problem);
    for (const file of broken) complain(file, "the routes from before are still served");
    log.note(`Read the files again.\n${tableText(served, settings)}`);
  };
  source.watch(
    () => void reload(),
    (message) => complain(`cannot watch the files: ${message}`),
  );
}

/** Resolves on Ctrl+C or when the process is asked to end. */
function stopped(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end());
  });
}

/** The routes, each with what happens to its requests. */
function tableText({ table, samplesOf }: Served, settings: BackendSettings): string {
  const rows = table.routes
    .filter((route) => !table.hidden.includes(route))
    .map(
      (route) => [route.key, destinationOf(route, settings, samplesOf(route).backend !== undefined)] as const,
    );
  const width = Math.min(50, Math.max(...rows.map(([key]) => key.length)));
  return rows.map(([key, text]) => `  ${key.padEnd(width)}  ${text}`).join("\n");
}

function destinationOf(
  { key, target }: Route,
  { backend, lambda, responses }: BackendSettings,
  hasSample: boolean,
): string {
  if (target.kind === "mock") return "MOCK";
  if (responses.has(key)) return "recorded response";
  if (target.kind === "http" && backend) return `forwarded to ${backend.href}`;
  if (target.kind === "lambda" && lambda) return "runs the command";
  if (responses.has("") || hasSample) return "recorded response";
  return NAMES[target.kind];
}

const NAMES = {
  http: "HTTP: shows what would be sent",
  lambda: "Lambda function: shows what would be sent",
  service: "AWS service: shows what would be sent",
} as const;
