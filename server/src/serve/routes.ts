import { analyzeHost, type HostAnalysis, type HostedAnalysis, sampleNameIn } from "../analysis/analyzeHost";
import { hostedSimulation } from "../analysis/hostedSimulation";
import { isIntegration } from "../analysis/hostInputs";
import { plainInput } from "../features/convert/plainInput";
import type { ApiFacts } from "../model/apiFacts";
import type { Protocol } from "../model/protocol";
import { sampleFileOf } from "../model/sampleFiles";
import { hostPath } from "../recognition/hostFile";
import { recognize } from "../recognition/recognize";
import { findScenario } from "../simulate";
import { defined } from "../syntax/defined";
import type { Range } from "../syntax/lines";
import { LineIndex } from "../syntax/lines";
import { findMember, textOf } from "../syntax/locate";
import { formatOfFileName, parse } from "../syntax/parse";
import { functionIntegrations } from "./functionEvents";
import { type PlainIntegration, pairedInputs, type ReadInput } from "./pairing";
import { readInput, type ServedFile } from "./readInput";
import { methodAndPath, type Route } from "./route";
import { targetOf, timeoutOf } from "./target";

export interface RouteOptions {
  /** For inputs that fit several kinds of API. */
  readonly protocol?: Protocol;
}

/** Why a file, or an integration in it, is not served. */
export interface RouteProblem {
  readonly file: string;
  readonly message: string;
  readonly range?: Range;
}

export interface ServedRoutes {
  readonly routes: readonly Route[];
  readonly problems: readonly RouteProblem[];
}

/** Returns what is wrong with a file as a whole: it does not parse, or has no integrations. */
export function brokenFile({ path, text }: ServedFile): RouteProblem | undefined {
  const host = analyzeHost(text, hostPath(path, text));
  const document = host?.document ?? parse(text, formatOfFileName(path));
  const broken = document.problems.find(({ kind }) => kind === "syntax");
  if (broken) {
    return { file: path, message: broken.message, range: new LineIndex(text).range(broken.span) };
  }
  if (host || recognize(path, document.root)) return undefined;
  if (functionIntegrations({ path, text }).length > 0) return undefined;
  return { file: path, message: "contains no integrations" };
}

/** Returns the routes in the order of the files. Never throws. */
export function routesOf(files: readonly ServedFile[], options: RouteOptions = {}): ServedRoutes {
  const routes: Route[] = [];
  const problems: RouteProblem[] = [];
  const inputs: ReadInput[] = [];
  const functions: PlainIntegration[] = [];
  for (const file of files) {
    const { protocol } = options;
    const host = analyzeHost(file.text, hostPath(file.path, file.text), defined({ protocol }));
    const ofFile = functionIntegrations(file);
    functions.push(...ofFile);
    if (host) {
      for (const integration of host.inputs.filter(isIntegration)) {
        const found = routesOfHosted(host, integration, file.path);
        if (Array.isArray(found)) routes.push(...found);
        else problems.push(found as RouteProblem);
      }
      continue;
    }
    if (ofFile.length > 0) continue;
    const input = readInput(file, protocol);
    if (input) inputs.push(input);
    else problems.push({ file: file.path, message: "contains no integrations" });
  }
  const { integrations, unpaired } = pairedInputs(inputs);
  for (const { file } of unpaired) {
    problems.push({ file, message: "This integration response belongs to none of the integrations." });
  }
  for (const integration of [...integrations, ...functions]) {
    const found = routeOfPlain(integration, integrations);
    if (!("key" in found)) problems.push(found);
    else if (!functions.includes(integration) || !isWritten(found, routes)) routes.push(found);
  }
  return { routes, problems };
}

/** Whether the file of a function's event has an integration of its own for the route. */
function isWritten({ file, key }: Route, routes: readonly Route[]): boolean {
  return routes.some((route) => route.file === file && route.key === key);
}

function routesOfHosted(host: HostAnalysis, analysis: HostedAnalysis, file: string): Route[] | RouteProblem {
  const { inputs, facts } = hostedSimulation(host, analysis);
  const { title, id } = analysis.hosted;
  const scenario = findScenario(inputs, false);
  if (scenario.kind === "problem") {
    return {
      file,
      message: `${title}: ${scenario.problem.message}`,
      ...defined({ range: scenario.problem.place?.range }),
    };
  }
  const { integration, protocol } = scenario;
  if (!integration) return { file, message: `${title}: not an integration` };
  // The title of an integration in an OpenAPI document is its route, whichever kind of API it is for.
  const titled = methodAndPath(title) && !title.includes("${") ? [title] : [];
  const known = (facts?.routes ?? titled).filter((key) => !key.includes("?"));
  const invented = inventedKey(protocol, integration.source.input.text("httpMethod"), id.at(-1) ?? title);
  const keys = known.length > 0 ? known : [invented];
  return keys.map((key) => ({
    ...keyOf(key, protocol),
    protocol,
    title,
    file,
    sources: inputs.map(() => file),
    samples: [sampleFileOf(file, `.${sampleNameIn(host, analysis)}`), sampleFileOf(file, "")],
    isInvented: known.length === 0,
    scenario,
    target: targetOf(integration, writtenUri(host, analysis)),
    timeout: timeoutOf(integration),
    binaryMediaTypes: facts?.binaryMediaTypes ?? [],
    ...defined({ stage: facts?.stages?.[0], routeSelectionExpression: facts?.routeSelectionExpression }),
    isTwoWay: isTwoWay(key, facts),
  }));
}

/** The URI with names in angle brackets for what the file leaves open. */
function writtenUri({ document }: HostAnalysis, { hosted }: HostedAnalysis): string {
  const [first, functionName] = hosted.id;
  // What the Serverless Framework generates for an event names its function elsewhere.
  if (first === "functions" && functionName !== undefined) return `<${functionName}>`;
  const { uri, IntegrationUri = uri } = plainInput(hosted, document.text).members;
  return typeof IntegrationUri === "string" ? IntegrationUri : "";
}

/** What a file does not say counts as yes. */
function isTwoWay(key: string, facts: ApiFacts | undefined): boolean {
  return facts?.twoWayRoutes?.includes(key) ?? true;
}

function routeOfPlain(plain: PlainIntegration, all: readonly PlainIntegration[]): Route | RouteProblem {
  const { file, inputs, sources } = plain;
  const scenario = findScenario(inputs, false);
  if (scenario.kind === "problem") {
    return { file, message: scenario.problem.message, ...defined({ range: scenario.problem.place?.range }) };
  }
  const { integration, protocol } = scenario;
  if (!integration) return { file, message: "not an integration" };
  const method = integration.source.input.text("httpMethod");
  const isAlone = protocol === "WEBSOCKET" && all.length === 1;
  const key = plain.route ?? (isAlone ? "$default" : inventedKey(protocol, method, plain.name));
  return {
    ...keyOf(key, protocol),
    protocol,
    title: key,
    file,
    sources,
    samples: [sampleFileOf(file, "")],
    isInvented: plain.route === undefined,
    scenario,
    target: targetOf(integration, integration.text("uri") ?? ""),
    timeout: timeoutOf(integration),
    binaryMediaTypes: [],
    isTwoWay: true,
  };
}

/** Names a route after its integration. */
function inventedKey(protocol: Protocol, method: string | undefined, name: string): string {
  if (protocol === "WEBSOCKET") return name === "" ? "$default" : name;
  const path = `/${encodeURIComponent(name)}`;
  return `${protocol === "REST" ? method || "ANY" : "ANY"} ${path}`;
}

function keyOf(key: string, protocol: Protocol): Pick<Route, "key" | "method" | "path"> {
  if (protocol === "WEBSOCKET") return { key };
  const parts = methodAndPath(key);
  // An OpenAPI document writes the default route as a path.
  if (!parts || parts.path === "/$default") return { key: "$default" };
  return { key: `${parts.method} ${parts.path}`, ...parts };
}

/** Returns the key that a sample request gives the route of its input; undefined if it has neither path. */
export function routeOfSample(text: string): string | undefined {
  const { root } = parse(text, "json");
  if (root?.kind !== "object") return undefined;
  const textAt = (name: string): string | undefined => textOf(findMember(root, name)?.value);
  const context = findMember(root, "context")?.value;
  const routeKey = context?.kind === "object" ? textOf(findMember(context, "routeKey")?.value) : undefined;
  const path = textAt("resourcePath") ?? textAt("path");
  if (path?.startsWith("/")) return `${textAt("method")?.toUpperCase() ?? "ANY"} ${path.split("?", 1)[0]}`;
  return routeKey;
}
