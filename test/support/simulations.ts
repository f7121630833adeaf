import {
  type SampleRequest,
  type SimulateOptions,
  type Simulation,
  type SimulationStep,
  simulate,
} from "../../server/src/index";

/** A document, as an object. */
export type Input = Readonly<Record<string, unknown>>;

const IDS = { restApiId: "a1b2c3d4e5", resourceId: "r1s2t3", httpMethod: "POST" };

export const LAMBDA_URI =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders/invocations";

/** An input of put-integration: a MOCK with status 200 by default. */
export function rest(members: Input = {}): Input {
  return {
    ...IDS,
    type: "MOCK",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    ...members,
  };
}

/** An input of put-integration for another type, which passes the body through. */
export function restTo(type: "HTTP" | "AWS" | "HTTP_PROXY" | "AWS_PROXY", members: Input = {}): Input {
  const uri = type.startsWith("HTTP") ? "https://example.com/pets" : LAMBDA_URI;
  return { ...IDS, type, integrationHttpMethod: "POST", uri, ...members };
}

/** An input of put-integration-response: the default response, unless `members` says otherwise. */
export function restResponse(members: Input = {}): Input {
  return { ...IDS, statusCode: "200", ...members };
}

/** An input of create-integration for a WebSocket API. */
export function webSocket(members: Input = {}): Input {
  return {
    ApiId: "w1",
    IntegrationType: "MOCK",
    TemplateSelectionExpression: "\\$default",
    RequestTemplates: { $default: '{"statusCode": 200}' },
    ...members,
  };
}

/** An input of create-integration-response. */
export function webSocketResponse(members: Input = {}): Input {
  return { ApiId: "w1", IntegrationId: "i1", IntegrationResponseKey: "$default", ...members };
}

/** An input of create-integration for an HTTP API. */
export function http(members: Input = {}): Input {
  return {
    ApiId: "h1",
    IntegrationType: "HTTP_PROXY",
    IntegrationMethod: "ANY",
    IntegrationUri: "https://example.com/pets",
    PayloadFormatVersion: "1.0",
    ...members,
  };
}

/** Simulates a request with inputs, the first of which is the integration. */
export function send(
  [first = {}, ...others]: readonly Input[],
  request: SampleRequest = {},
  options: SimulateOptions = {},
): Simulation {
  return simulate(JSON.stringify(first), request, {
    ...("ApiId" in first &&
      "IntegrationType" in first &&
      !options.protocol && {
        protocol: first.PayloadFormatVersion === undefined ? "WEBSOCKET" : "HTTP",
      }),
    ...options,
    ...(others.length > 0 && { responses: others.map((other) => ({ text: JSON.stringify(other) })) }),
  });
}

/** The steps of one kind. */
export function stepsOf<K extends SimulationStep["kind"]>({ steps }: Simulation, kind: K) {
  return steps.filter((step): step is Extract<SimulationStep, { kind: K }> => step.kind === kind);
}

/** The codes of the problems. */
export function codesOf({ problems }: Simulation): readonly string[] {
  return problems.map(({ code }) => code);
}

/** The log lines of the problems, without their common prefix. */
export function logsOf({ problems }: Simulation): readonly string[] {
  return problems.map(({ log = "" }) => log.replace(/^Execution failed due to configuration error: /, ""));
}
