/** Determines which input is the integration, and which are its integration responses. */
import { inferProtocol, pinFor } from "../model/inferProtocol";
import { IntegrationInput } from "../model/input";
import { isPatchOperation, type OperationName, WHOLE_OF_PATCH } from "../model/operationNames";
import { OPERATIONS } from "../model/operations";
import { AN_API, type Protocol } from "../model/protocol";
import { LineIndex } from "../syntax/lines";
import type { ObjectNode, ParsedDocument, Span } from "../syntax/nodes";
import { IntegrationConfig, typeOf } from "./integrationConfig";
import { SourceDocument } from "./sourceDocument";
import type { SimulationProblem } from "./steps";

/** An input of a simulation: an integration, or one of its integration responses. */
export interface SimulatedInput {
  readonly document: ParsedDocument;
  readonly operation: OperationName;
  /** Specified by the user; otherwise the protocol is inferred. */
  readonly protocol?: Protocol;
}

/** The roles of inputs that can be simulated. */
export interface RunnableScenario {
  readonly kind: "scenario";
  readonly protocol: Protocol;
  /** Whether the protocol is unknown and therefore assumed. */
  readonly isAssumed: boolean;
  readonly integration?: IntegrationConfig;
  /** Undefined if there may be others than the inputs contain. */
  readonly responses?: readonly IntegrationConfig[];
}

/** The roles of the inputs, or the reason why they cannot be simulated. */
export type Scenario = RunnableScenario | { readonly kind: "problem"; readonly problem: SimulationProblem };

/** The member in which `get-integration` prints the integration responses of a REST API. */
const OWN_RESPONSES = "integrationResponses";

export function findScenario(inputs: readonly SimulatedInput[], isComplete: boolean): Scenario {
  const sources: SourceDocument[] = [];
  for (const [index, { document, operation, protocol }] of inputs.entries()) {
    const { root } = document;
    const broken = document.problems.find(({ kind }) => kind === "syntax");
    if (broken || root?.kind !== "object") {
      const message = broken ? `The input cannot be read: ${broken.message}` : "The input is not an object.";
      return problem(index, new LineIndex(document.text), broken?.span ?? { start: 0, end: 0 }, message);
    }
    sources.push(sourceOf(index, document, root, operation, protocol));
  }
  for (const source of sources) {
    const { name } = source.input.operation;
    if (isPatchOperation(name)) {
      return at(
        source,
        `This input only changes parts of what AWS has, so it cannot be simulated. Simulate the ${WHOLE_OF_PATCH[name]} input instead.`,
      );
    }
  }
  const known = sources.find(({ input }) => input.protocol)?.input.protocol;
  const protocol = known ?? "HTTP";
  for (const source of sources) {
    const own = source.input.protocol;
    if (own && own !== protocol) {
      return at(source, `This input is for ${AN_API[own]}, but an earlier one is for ${AN_API[protocol]}.`);
    }
  }
  const integrations = sources.filter(isIntegration);
  const [first, second] = integrations;
  if (second) return at(second, "This is a second integration. A simulation takes only one.");
  const integration = first && new IntegrationConfig(first, protocol);
  if (integration && protocol !== "HTTP" && !typeOf(integration)) {
    return at(integration.source, `The simulation needs a valid ${integration.name("type")}.`);
  }
  const listed = first?.input.value(OWN_RESPONSES);
  const own = first && listed?.kind === "object" ? responsesIn(first, listed) : [];
  const given = sources.filter((source) => !isIntegration(source));
  const responses = [...own, ...given].map((source) => new IntegrationConfig(source, protocol));
  const areKnown = responses.length > 0 || listed !== undefined || isComplete;
  return {
    kind: "scenario",
    protocol,
    isAssumed: known === undefined,
    ...(integration && { integration }),
    ...(areKnown && { responses }),
  };
}

function sourceOf(
  index: number,
  document: ParsedDocument,
  root: ObjectNode,
  name: OperationName,
  pinned: Protocol | undefined,
): SourceDocument {
  const operation = OPERATIONS[name];
  const inference = inferProtocol(root, operation);
  const protocol = pinFor(operation, pinned) ?? inference.protocol;
  return new SourceDocument(index, new IntegrationInput(document, root, operation, inference, protocol));
}

function responsesIn(
  { index, document }: SourceDocument,
  { members }: ObjectNode,
): readonly SourceDocument[] {
  return members.flatMap(({ value }) =>
    value?.kind === "object" ? [sourceOf(index, document, value, "put-integration-response", undefined)] : [],
  );
}

function isIntegration({ input }: SourceDocument): boolean {
  return !input.operation.name.endsWith("-response");
}

function at({ index, lines, input }: SourceDocument, message: string): Scenario {
  return problem(index, lines, { start: input.root.span.start, end: input.root.span.start + 1 }, message);
}

function problem(document: number, lines: LineIndex, span: Span, message: string): Scenario {
  const place = { document, range: lines.range(span) };
  return { kind: "problem", problem: { code: "badInput", severity: "error", message, place } };
}
