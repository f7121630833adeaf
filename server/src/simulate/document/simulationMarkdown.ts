/** A simulation as a document: Markdown that links each step to the place in the source that determines it. */
import { API_NAME } from "../../model/protocol";
import type { SelectionCandidate, SimulationProblem, SimulationStep } from "../steps";
import { code, type DocumentLink, languageOf, MarkdownWriter, prose } from "./markdownWriter";
import type { ShownSimulation, SimulationHints } from "./simulationText";
import {
  candidateName,
  clientLine,
  headerLines,
  listed,
  requestLine,
  SELECTORS,
  targetText,
} from "./wording";

/** A document about a simulation. */
export interface SimulationDocument {
  readonly text: string;
  readonly links: readonly DocumentLink[];
}

type StepOf<K extends SimulationStep["kind"]> = Extract<SimulationStep, { readonly kind: K }>;

/** Formats a simulation as Markdown, in sections in the order of the steps. */
export function simulationMarkdown(
  files: readonly string[],
  simulation: ShownSimulation,
  hints: SimulationHints,
): SimulationDocument {
  const writer = new MarkdownWriter(files);
  const document = new StepWriter(writer);
  writer.line(`# ${titleOf(simulation)}`);
  writer.line("");
  const { protocol, integrationType } = simulation;
  const about = [protocol && API_NAME[protocol], integrationType && `${code(integrationType)} integration`];
  writer.line(about.filter(Boolean).join(" · "));
  document.problems(simulation.problems);
  document.request(simulation);
  for (const step of simulation.steps) document.step(step);
  document.end(simulation, hints);
  return { text: writer.text, links: writer.links };
}

function titleOf({ request, response, outcome }: ShownSimulation): string {
  const start = request ? code(clientLine(request)) : "Simulation";
  if (response) return `${start} → ${response.status}`;
  return outcome === "needsBackend" ? `${start} → backend` : start;
}

/** Writes one section after the other. Steps of the same kind in a row share one. */
class StepWriter {
  #number = 0;
  #last: string | undefined;

  constructor(private readonly writer: MarkdownWriter) {}

  problems(problems: readonly SimulationProblem[]): void {
    if (problems.length === 0) return;
    this.writer.line("");
    for (const { severity, code: name, message, log, place } of problems) {
      this.writer.line(`- **${severity}** ${code(name)}: ${prose(message)}`, place);
      if (log !== undefined) this.writer.line(`  AWS logs: ${code(log)}`);
    }
  }

  request({ request }: ShownSimulation): void {
    if (!request) return;
    this.#section("The client's request");
    this.#message([clientLine(request), ...headerLines(request.headers)], request.body);
  }

  step(step: SimulationStep): void {
    switch (step.kind) {
      case "parameterMapping":
        this.#mapping(step);
        break;
      case "templateSelection":
        this.#templateSelection(step);
        break;
      case "passthrough":
        this.#section(
          `The ${step.direction} body ${step.outcome === "passed" ? "passes through" : "is refused"}`,
        );
        this.writer.line(prose(step.reason), step.place);
        break;
      case "template": {
        this.#section(`Output of the ${step.direction} template`);
        this.writer.line(`Printed by ${code(step.key)}`, step.place);
        this.writer.line("");
        this.writer.block(step.output, languageOf(step.output));
        break;
      }
      case "override":
        this.#list(`Overrides of the ${step.direction}`);
        this.writer.line(`- ${code(targetText(step.target))} = ${code(listed(step.values))}`, step.place);
        break;
      case "integrationRequest":
        this.#integrationRequest(step);
        break;
      case "mockStatus":
        this.#section(`The MOCK responds with ${step.status}`);
        this.writer.line(`${code("statusCode")} in the output of the request template`, step.place);
        break;
      case "backendResponse": {
        this.#section("The backend's response");
        const error = step.error === undefined ? [] : [`error: ${step.error}`];
        this.#message([String(step.status), ...error, ...headerLines(step.headers)], step.body);
        break;
      }
      case "responseSelection":
        this.#responseSelection(step);
        break;
      case "response": {
        const { status, headers, body } = step.response;
        this.#section("The response to the client");
        this.#message([String(status), ...headerLines(headers)], body);
        break;
      }
    }
  }

  end({ outcome }: ShownSimulation, hints: SimulationHints): void {
    if (outcome === "needsBackend") {
      this.#section("The backend's response");
      this.writer.line(`The next step depends on the backend. ${prose(hints.needsBackend)}`);
    } else if (outcome === "needsResponses") {
      this.#section("Integration response");
      this.writer.line(`The next step depends on the integration responses. ${prose(hints.needsResponses)}`);
    }
  }

  #mapping({ direction, action, target, source, values, place }: StepOf<"parameterMapping">): void {
    this.#list(`Parameter mappings of the ${direction}`);
    const set = `${action === "append" ? "append to " : action === "remove" ? "remove " : ""}${code(targetText(target))}`;
    const result = values === undefined ? "omitted, because it has no value" : code(listed(values));
    this.writer.line(action === "remove" ? `- ${set}` : `- ${set} = ${code(source)} → ${result}`, place);
  }

  #templateSelection(step: StepOf<"templateSelection">): void {
    const { direction, chosen, by, value, candidates, place } = step;
    this.#section(`${titled(direction)} template: ${chosen === undefined ? "none" : code(chosen)}`);
    const selected = by === "expression" ? "the selection expression" : SELECTORS[by];
    this.writer.line(`Selected by ${selected}: ${code(value)}`, candidates.length === 0 ? place : undefined);
    this.#candidates(candidates);
  }

  #responseSelection({ chosen, by, value, candidates, place }: StepOf<"responseSelection">): void {
    const selected = candidates.find(({ isChosen }) => isChosen);
    const name = selected && candidateName(selected);
    this.#section(
      `Integration response: ${chosen === undefined ? "none" : name ? code(name) : "the default"}`,
    );
    const what = by === "status" ? "the status" : "the error message";
    this.writer.line(`Selected by ${what}: ${code(value)}`, candidates.length === 0 ? place : undefined);
    this.#candidates(candidates);
  }

  #candidates(candidates: readonly SelectionCandidate[]): void {
    if (candidates.length > 0) this.writer.line("");
    for (const candidate of candidates) {
      const name = candidateName(candidate);
      const shown = name === "" ? "default" : code(name);
      this.writer.line(`- ${candidate.isChosen ? "✓" : "✗"} ${shown}: ${candidate.reason}`, candidate.place);
    }
  }

  #integrationRequest({ request, place }: StepOf<"integrationRequest">): void {
    const { method, uri, path, headers, querystring, parameters = {}, body } = request;
    this.#section("The request to the backend");
    if (place) {
      this.writer.line("The URI", place);
      this.writer.line("");
    }
    const target = [uri, path].filter(Boolean).join(" ");
    const first = requestLine(method, target, querystring);
    const details = headerLines(parameters).map((line) => `parameter ${line}`);
    this.#message([...(first === "" ? [] : [first]), ...details, ...headerLines(headers)], body);
  }

  #message(head: readonly string[], body: string): void {
    if (head.length > 0) this.writer.block(head.join("\n"), "http");
    if (body === "") return;
    this.writer.line("");
    this.writer.block(body, languageOf(body));
  }

  #section(title: string): void {
    this.#last = undefined;
    this.#number += 1;
    this.writer.line("");
    this.writer.line(`## ${this.#number}. ${title}`);
    this.writer.line("");
  }

  #list(title: string): void {
    if (this.#last !== title) this.#section(title);
    this.#last = title;
  }
}

function titled(direction: "request" | "response"): string {
  return direction === "request" ? "Request" : "Response";
}
