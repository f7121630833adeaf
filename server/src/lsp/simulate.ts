import type { CodeLens, Connection } from "vscode-languageserver";
import { deadline } from "../deadline";
import {
  RESPONSE_SUFFIX,
  SIMULATE_COMMAND,
  SIMULATE_REQUEST,
  type SimulateParams,
  type SimulateResult,
} from "../protocol";
import {
  type Analysis,
  type HostAnalysis,
  type HostedAnalysis,
  hostedSimulation,
  inputAtCursor,
  inputOfPath,
  isIntegration,
  LineIndex,
  type MessageProblem,
  type SimulatedInput,
  sampleDocuments,
  sampleNameIn,
  sequenceSvg,
  simulateInputs,
  simulationMarkdown,
  withNeighbors,
} from "../service";
import { defined } from "../syntax/defined";
import type { FileAnalysis, FileAt } from "./inputs";

/** The time limit of a simulation, in milliseconds. The server does nothing else in the meantime. */
const SIMULATION_TIME = 1000;

/** Registers simulations of integrations. */
export function registerSimulate(connection: Connection, fileAt: FileAt): void {
  connection.onRequest(SIMULATE_REQUEST, async (params: SimulateParams): Promise<SimulateResult> => {
    const file = await fileAt(params.uri);
    if (!file || "template" in file.analysis) return null;
    const { analysis, document } = file;
    const name = decodeURIComponent(params.uri.split("/").at(-1) ?? "");
    if (!("inputs" in analysis)) {
      const own = { file: name, input: inputOf(analysis) };
      const neighbors = Object.entries(params.neighbors ?? {}).map(([path, text]) => ({ path, text }));
      const { inputs, sources } = withNeighbors(own, neighbors);
      return { id: [], ...shown(inputs, {}, { name, sources, sampleName: undefined }, params) };
    }
    const { id, position } = params;
    const offset = position && document.offsetAt(position);
    const integration = integrationAt(analysis, id, offset);
    if (!integration) return null;
    const { inputs, ...options } = hostedSimulation(analysis, integration);
    const sampleName = sampleNameIn(analysis, integration);
    const { id: own, title } = integration.hosted;
    return {
      id: own,
      title,
      sampleName,
      ...shown(inputs, options, { name, sources: inputs.map(() => name), sampleName }, params),
    };
  });
}

/** Returns the lenses above the integrations of a host file. */
export function simulateLenses(analysis: FileAnalysis, uri: string): readonly CodeLens[] {
  if (!("inputs" in analysis)) return [];
  return analysis.inputs.filter(isIntegration).map(({ hosted: { head, id } }) => ({
    range: analysis.lines.range(head),
    command: { title: "Simulate", command: SIMULATE_COMMAND, arguments: [uri, id] },
  }));
}

/** The integration with the ID, that at the cursor or of the integration response there, or the first one. */
function integrationAt(
  host: HostAnalysis,
  id: readonly string[] | undefined,
  offset: number | undefined,
): HostedAnalysis | undefined {
  if (id) return inputOfPath(host, id);
  const at = offset === undefined ? undefined : inputAtCursor(host, offset);
  if (at && isIntegration(at)) return at;
  const { integration } = at?.hosted ?? {};
  return (integration && inputOfPath(host, integration)) ?? host.inputs.find(isIntegration);
}

function inputOf({ document, operation, protocol }: Analysis): SimulatedInput {
  return { document, operation: operation.name, ...defined({ protocol }) };
}

interface ShownFiles {
  /** The name of the file. */
  readonly name: string;
  /** The name of the file of each input. */
  readonly sources: readonly string[];
  readonly sampleName: string | undefined;
}

function shown(
  inputs: readonly SimulatedInput[],
  options: Parameters<typeof simulateInputs>[2],
  { name, sources, sampleName }: ShownFiles,
  params: SimulateParams,
): Pick<NonNullable<SimulateResult>, "text" | "links" | "svg"> {
  const { request, response } = sampleDocuments(params.request, params.response);
  const result = simulateInputs(inputs, request, {
    ...options,
    isCancelled: deadline(SIMULATION_TIME),
    ...(response && { backend: response }),
  });
  if (result.kind === "done") {
    const stem = name.replace(/\.[^.]*$/, "");
    const sample = [stem, ...(sampleName === undefined ? [] : [sampleName])].join(".");
    const { text, links } = simulationMarkdown(sources, result.simulation, {
      needsBackend: `Write its response to \`${sample}${RESPONSE_SUFFIX}\`.`,
      needsResponses:
        sampleName === undefined
          ? "This folder has none for this integration."
          : "They are not in this file.",
    });
    const lines = new LineIndex(text);
    return {
      text,
      links: links.map(({ span, place }) => {
        const source = sources[place.document];
        const neighbor = source === name ? undefined : source;
        return { range: lines.range(span), target: place.range, ...defined({ neighbor }) };
      }),
      ...(params.isDrawn && { svg: sequenceSvg(result.simulation) }),
    };
  }
  const file = result.kind === "badRequest" ? "sample request" : "sample response";
  const problems = result.problems.map((problem) => `- ${problemText(file, problem)}\n`);
  return { text: `# The simulation cannot run\n\n${problems.join("")}`, links: [] };
}

function problemText(file: string, { message, range: { start } }: MessageProblem): string {
  return `${file}:${start.line + 1}:${start.character + 1}: ${message}`;
}
