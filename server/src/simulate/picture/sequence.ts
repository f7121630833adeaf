/** The way of a request through the API as a sequence of messages and notes. */
import { parseUri } from "../../expressions";
import { API_NAME } from "../../model/protocol";
import type { ShownSimulation } from "../document/simulationText";
import { candidateName, clientLine, headerLines, listed, requestLine, targetText } from "../document/wording";
import type { IntegrationRequest, SimulationProblem, SimulationStep } from "../steps";

export type LaneId = "client" | "gateway" | "backend";

/** One of the parties, from left to right. */
export interface Lane {
  readonly id: LaneId;
  readonly title: string;
  readonly subtitle?: string;
}

/** What happens, from top to bottom. */
export type Row =
  | {
      readonly kind: "message";
      readonly from: LaneId;
      readonly to: LaneId;
      readonly tone: "request" | "reply" | "error";
      readonly title: string;
      readonly head: readonly string[];
      readonly body: string;
    }
  /** What API Gateway does between two messages. */
  | { readonly kind: "note"; readonly entries: readonly NoteEntry[] }
  /** The rest is unknown. */
  | { readonly kind: "end"; readonly text: string };

export interface NoteEntry {
  readonly label: string;
  readonly text: string;
  readonly tone: "text" | "muted" | "warning" | "error";
}

export interface Sequence {
  readonly title: string;
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
}

/** Mappings and overrides beyond these are counted. */
const MOST_ENTRIES = 8;

/** Describes a simulation as messages between its parties. */
export function sequenceOf(simulation: ShownSimulation): Sequence {
  const { request, protocol, integrationType, steps, problems, outcome, response } = simulation;
  const sent = steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : [])).at(-1);
  const backend = sent
    ? backendLane(sent)
    : steps.some(({ kind }) => kind === "backendResponse")
      ? BACKEND
      : undefined;
  const about = [protocol && API_NAME[protocol], integrationType].filter(Boolean).join(" · ");
  const lanes: readonly Lane[] = [
    { id: "client", title: "Client" },
    { id: "gateway", title: "API Gateway", ...(about !== "" && { subtitle: about }) },
    ...(backend ? [backend] : []),
  ];
  const rows: Row[] = [];
  if (request) {
    const head = headerLines(request.headers);
    rows.push(message("client", "gateway", "request", clientLine(request), head, request.body));
  }
  let entries: NoteEntry[] = [];
  const flush = (): void => {
    if (entries.length > 0) rows.push({ kind: "note", entries: limited(entries) });
    entries = [];
  };
  for (const step of steps) {
    if (step.kind === "response") continue;
    const row = messageOf(step);
    if (row) {
      flush();
      rows.push(row);
    } else entries.push(...entriesOf(step));
  }
  if (outcome === "needsResponses") {
    entries.push(entry("response", "The integration responses are unknown.", "muted"));
  }
  flush();
  if (problems.length > 0) rows.push({ kind: "note", entries: problemEntries(problems) });
  if (response) {
    const { status, headers, body } = response;
    rows.push(message("gateway", "client", toneOf(status), String(status), headerLines(headers), body));
  }
  if (outcome === "needsBackend") rows.push({ kind: "end", text: "The backend's response is unknown." });
  const title = [request ? clientLine(request) : "Simulation", ...(response ? [response.status] : [])].join(
    " → ",
  );
  return { title, lanes, rows };
}

const BACKEND: Lane = { id: "backend", title: "Backend" };

function message(
  from: LaneId,
  to: LaneId,
  tone: "request" | "reply" | "error",
  title: string,
  head: readonly string[],
  body: string,
): Row {
  return { kind: "message", from, to, tone, title, head, body };
}

function messageOf(step: SimulationStep): Row | undefined {
  if (step.kind === "integrationRequest") {
    const { headers, querystring, parameters = {}, body } = step.request;
    // The query string does not fit in the title of an invocation.
    const query = isInvocation(step.request) ? headerLines(querystring).map((line) => `query ${line}`) : [];
    const head = [...query, ...headerLines(parameters), ...headerLines(headers)];
    return message("gateway", "backend", "request", backendTitle(step.request), head, body);
  }
  if (step.kind !== "backendResponse") return undefined;
  const { status, error, headers, body } = step;
  const title = error === undefined ? String(status) : `Error: ${error}`;
  const tone = error === undefined ? toneOf(status) : "error";
  return message("backend", "gateway", tone, title, headerLines(headers), body);
}

function entriesOf(step: SimulationStep): readonly NoteEntry[] {
  switch (step.kind) {
    case "parameterMapping": {
      const name = targetText(step.target);
      if (step.action === "remove") return [entry("mapping", `remove ${name}`)];
      if (step.values === undefined) return [entry("mapping", `${name}: omitted`, "muted")];
      return [entry("mapping", `${name} ${step.action === "append" ? "+" : ""}= ${listed(step.values)}`)];
    }
    case "templateSelection":
      return step.chosen === undefined ? [] : [entry("template", step.chosen)];
    case "passthrough":
      return [
        step.outcome === "passed"
          ? entry("body", "passes through", "muted")
          : entry("body", "refused", "error"),
      ];
    case "override":
      return [entry("override", `${targetText(step.target)} = ${listed(step.values)}`)];
    case "mockStatus":
      return [entry("mock", `responds with ${step.status}`)];
    case "responseSelection": {
      const chosen = step.candidates.find(({ isChosen }) => isChosen);
      if (!chosen) return [entry("response", `none for ${JSON.stringify(step.value)}`, "error")];
      return [entry("response", candidateName(chosen) || "the default")];
    }
    default:
      return [];
  }
}

function entry(label: string, text: string, tone: NoteEntry["tone"] = "text"): NoteEntry {
  return { label, text, tone };
}

function limited(entries: readonly NoteEntry[]): readonly NoteEntry[] {
  if (entries.length <= MOST_ENTRIES + 1) return entries;
  const rest = entries.length - MOST_ENTRIES;
  return [...entries.slice(0, MOST_ENTRIES), entry("", `… ${rest} more`, "muted")];
}

function problemEntries(problems: readonly SimulationProblem[]): readonly NoteEntry[] {
  const ranked = problems.toSorted((a, b) => RANKS[a.severity] - RANKS[b.severity]);
  return limited(
    ranked.map(({ severity, message: text }) =>
      severity === "information" ? entry("note", text, "muted") : entry(severity, text, severity),
    ),
  );
}

const RANKS = { error: 0, warning: 1, information: 2 } as const;

function backendLane({ uri = "", parameters }: IntegrationRequest): Lane {
  const parsed = parseUri(uri);
  const lane = (title: string, subtitle: string | undefined): Lane => ({
    id: "backend",
    title,
    ...(subtitle && { subtitle }),
  });
  switch (parsed.kind) {
    case "http-url":
      return lane("Backend", parsed.host.text);
    case "lambda-invoke":
    case "lambda-stream":
    case "lambda-function":
      return lane("Lambda function", parsed.function?.name?.text);
    case "aws-path":
    case "aws-action":
      return lane("AWS service", parsed.awsService.text);
    case "elb":
    case "elb-listener":
      return lane("Load balancer", parsed.name?.text);
    case "cloud-map":
      return lane("Cloud Map service", parsed.serviceId?.text);
    default:
      return parameters ? lane("AWS service", undefined) : lane("Backend", uri);
  }
}

/** The request in one line, without the parts of an ARN that the lane already names. */
function backendTitle(request: IntegrationRequest): string {
  if (isInvocation(request)) return "Invoke";
  const { method, uri = "", path, querystring } = request;
  const parsed = parseUri(uri);
  const target =
    parsed.kind === "aws-action"
      ? parsed.action.text
      : parsed.kind === "aws-path"
        ? parsed.path.text
        : (path ?? uri);
  return requestLine(method, target, querystring) || "Request";
}

function isInvocation({ uri = "" }: IntegrationRequest): boolean {
  return parseUri(uri).kind.startsWith("lambda-");
}

function toneOf(status: number): "reply" | "error" {
  return status >= 400 ? "error" : "reply";
}
