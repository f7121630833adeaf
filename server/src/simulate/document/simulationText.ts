import type { Protocol } from "../../model/protocol";
import type { Outcome } from "../execution";
import type {
  SelectionCandidate,
  SimulatedRequest,
  SimulatedResponse,
  SimulationProblem,
  SimulationStep,
} from "../steps";
import { candidateName, headerLines, listed, SELECTORS, targetText } from "./wording";

type Place = NonNullable<SimulationStep["place"]>;

/** What a text about a simulation shows. */
export interface ShownSimulation {
  readonly outcome: Outcome;
  readonly protocol?: Protocol;
  readonly request?: SimulatedRequest;
  readonly integrationType?: string;
  readonly steps: readonly SimulationStep[];
  readonly problems: readonly SimulationProblem[];
  readonly response?: SimulatedResponse;
}

/** What to do where a simulation ends because something is missing. */
export interface SimulationHints {
  readonly needsBackend: string;
  readonly needsResponses: string;
}

/** Formats a simulation as text: its steps, its problems, and the response as in HTTP. */
export function simulationText(
  files: readonly string[],
  simulation: ShownSimulation,
  hints: SimulationHints,
): string {
  const { steps, problems, response, outcome } = simulation;
  const shown = steps.filter(({ kind }) => kind !== "response");
  const lines = [
    ...shown.map((step) => lineOf(files, step.place, wordsOf(step))),
    ...problems.map(({ severity, code, message, log, place }) =>
      lineOf(
        files,
        place,
        `${severity} ${code}: ${message}${log === undefined ? "" : `\n    AWS logs: ${log}`}`,
      ),
    ),
    "",
    ...(response ? [String(response.status), ...headerLines(response.headers), "", response.body] : []),
    ...(outcome === "needsBackend" ? [`The next step depends on the backend. ${hints.needsBackend}`] : []),
    ...(outcome === "needsResponses"
      ? [`The next step depends on the integration responses. ${hints.needsResponses}`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** Formats a place as `file:line:column`; without a place, the name of the first file. */
export function placeText(files: readonly string[], place: Place | undefined): string {
  const file = files[place?.document ?? 0] ?? "";
  const name = file === "-" ? "<stdin>" : file;
  return place ? `${name}:${place.range.start.line + 1}:${place.range.start.character + 1}` : name;
}

function lineOf(files: readonly string[], place: Place | undefined, text: string): string {
  return `${placeText(files, place)}: ${text}`;
}

function wordsOf(step: SimulationStep): string {
  switch (step.kind) {
    case "parameterMapping": {
      const given = step.values === undefined ? "omitted, because it has no value" : listed(step.values);
      const value = step.action === "remove" ? "" : ` = ${step.source} -> ${given}`;
      return `${step.direction} mapping: ${step.action} ${targetText(step.target)}${value}`;
    }
    case "templateSelection":
      return `${step.direction} template: ${step.chosen ?? "none"}, by ${SELECTORS[step.by]} ${JSON.stringify(step.value)}${candidateLines(step.candidates)}`;
    case "template":
      return `${step.direction} template ${step.key} prints${indented(step.output)}`;
    case "passthrough":
      return `${step.direction} body ${step.outcome}: ${step.reason}`;
    case "override":
      return `${step.direction} override: ${targetText(step.target)} = ${listed(step.values)}`;
    case "integrationRequest": {
      const { method = "", uri = "", path = "", headers, querystring, parameters = {}, body } = step.request;
      const start = [method, uri, path].filter((word) => word !== "").join(" ");
      const details = [
        ...headerLines(querystring).map((line) => `query ${line}`),
        ...headerLines(parameters).map((line) => `parameter ${line}`),
        ...headerLines(headers),
      ];
      return `to the backend:${indented([start, ...details, "", body].join("\n"))}`;
    }
    case "mockStatus":
      return `MOCK responds with ${step.status}`;
    case "backendResponse": {
      const error = step.error === undefined ? [] : [`error: ${step.error}`];
      return `from the backend:${indented([step.status, ...error, ...headerLines(step.headers), "", step.body].join("\n"))}`;
    }
    case "responseSelection": {
      const chosen = step.chosen === undefined ? "none" : step.chosen || "the default";
      return `integration response: ${chosen}, by ${step.by === "status" ? "status" : "error message"} ${JSON.stringify(step.value)}${candidateLines(step.candidates)}`;
    }
    case "response":
      return `response ${step.response.status}`;
  }
}

/** The reasons, as indented lines. */
function candidateLines(candidates: readonly SelectionCandidate[]): string {
  return candidates
    .map((candidate) => {
      const { isChosen, reason } = candidate;
      return `\n    ${isChosen ? "selected" : "skipped"} ${candidateName(candidate)}: ${reason}`;
    })
    .join("");
}

/** Indents a text of several lines below the line that introduces it. */
function indented(text: string): string {
  return `\n${text.trimEnd()}`.replace(/\n(?=[^\n])/g, "\n    ");
}
