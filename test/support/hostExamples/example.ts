/** The examples of the rules as inputs that can be written into host files. */
import { memberName, roleOf } from "../../../server/src/model/memberNames";
import type { Example, Rule } from "../../../server/src/rules/engine/rule";
import { type Analysis, type ApiFacts, analyze, type Protocol } from "../../../server/src/service";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export type Operation =
  | "put-integration"
  | "put-integration-response"
  | "create-integration"
  | "create-integration-response";

/** An input that a host file can hold. */
export interface HostExample {
  readonly operation: Operation;
  /** Undefined if the example does not say for which kind of API it is. */
  readonly protocol: Protocol | undefined;
  readonly members: JsonObject;
  readonly facts: Partial<ApiFacts>;
}

/** A file with the example in it. */
export interface HostFile {
  readonly path: string;
  readonly text: string;
  /** The host's names by AWS's names, where they differ. */
  readonly names: ReadonlyMap<string, string>;
  /** What names the input in the file. */
  readonly head: string;
  /** The kind of API that the file tells. */
  readonly protocol: Protocol | undefined;
}

/** A way to write an example into a file; a reason if the host has no way to say it. */
export interface ExampleHost {
  readonly title: string;
  /** Returns the example with what the host adds to texts. */
  prepare?(example: HostExample): HostExample;
  write(example: HostExample): HostFile | string;
}

const OPERATIONS: readonly string[] = [
  "put-integration",
  "put-integration-response",
  "create-integration",
  "create-integration-response",
] satisfies readonly Operation[];

/**
 * Returns the example as inputs of the kinds of API that its rule applies to. There are none for rules about files of
 * the AWS CLI, about YAML as it reads that, and about updates.
 */
export function hostExamples(rule: Rule, example: Example): readonly HostExample[] {
  if (rule.on === "document" || /\.ya?ml$/.test(example.fileName ?? "")) return [];
  if (example.fileName !== undefined) return [templateExample(example)];
  const operation = example.operation ?? "create-integration";
  if (!OPERATIONS.includes(operation)) return [];
  const members = JSON.parse(example.text) as JsonObject;
  const protocol = example.protocol ?? analyze(example.text, operation).protocol;
  const facts = factsFor(members, example.facts);
  const written: HostExample = { operation: operation as Operation, protocol, members, facts };
  const isForRest =
    protocol === "WEBSOCKET" &&
    rule.on === "input" &&
    !rule.operations &&
    (!rule.protocols || rule.protocols.includes("REST"));
  if (!isForRest) return [written];
  const rest = restExample(written);
  const isReported = analyzed(rest, "REST").problems.some(({ code }) => code === rule.code);
  return isReported === (example === rule.bad) ? [written, rest] : [written];
}

/** A rule with an example for a WebSocket API may apply to REST APIs as well. */
function restExample({ operation, members, facts }: HostExample): HostExample {
  const isResponse = operation === "create-integration-response";
  const rest = Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      const role = roleOf(name);
      const own = role ? memberName("apigateway", role) : name;
      return own === undefined ? [] : [[own, own.endsWith("Templates") ? withContentTypes(value) : value]];
    }),
  );
  return {
    operation: isResponse ? "put-integration-response" : "put-integration",
    protocol: "REST",
    members: { ...rest, ...(isResponse && { statusCode: "200" }) },
    facts: { ...factsFor(rest), ...facts },
  };
}

function withContentTypes(templates: Json): Json {
  if (typeof templates !== "object" || templates === null || Array.isArray(templates)) return templates;
  return Object.fromEntries(
    Object.entries(templates).map(([key, value]) => [key === "$default" ? "application/json" : key, value]),
  );
}

/** A template needs an integration around it. */
function templateExample({ text, protocol, kind }: Example): HostExample {
  if (protocol === "WEBSOCKET") {
    const members = {
      IntegrationType: "HTTP",
      IntegrationMethod: "POST",
      IntegrationUri: "https://example.com",
      RequestTemplates: { $default: text },
      TemplateSelectionExpression: "\\$default",
    };
    return { operation: "create-integration", protocol, members, facts: {} };
  }
  if (kind === "response") {
    const members = { statusCode: "200", responseTemplates: { "application/json": text } };
    const facts = factsFor(members);
    return { operation: "put-integration-response", protocol: "REST", members, facts };
  }
  const members = {
    type: "HTTP",
    integrationHttpMethod: "POST",
    uri: "https://example.com",
    passthroughBehavior: "NEVER",
    requestTemplates: { "application/json": text },
  };
  return { operation: "put-integration", protocol: "REST", members, facts: factsFor(members) };
}

/**
 * A host file declares what a method takes and returns. Where the example does not say what is declared, it is what
 * the mappings use.
 */
function factsFor(members: JsonObject, facts: Partial<ApiFacts> = {}): Partial<ApiFacts> {
  const used = JSON.stringify(members).match(
    /method\.request\.(?:multivalue)?(?:querystring|header|path)\.[\w-]+/g,
  );
  const headers = Object.keys((members.responseParameters ?? {}) as JsonObject);
  const statusCode = typeof members.statusCode === "string" ? members.statusCode : "200";
  return {
    requestParameters: [...new Set((used ?? []).map((name) => name.replace("multivalue", "")))],
    methodResponses: [
      {
        statusCode,
        responseParameters: headers.filter((name) => name.startsWith("method.response.header.")),
      },
    ],
    ...facts,
  };
}

/** The problems of the example itself, for an API of the kind that the file tells. */
export function analyzed(
  { operation, members, facts }: HostExample,
  protocol: Protocol | undefined,
): Analysis {
  return analyze(JSON.stringify(members), operation, {
    ...(protocol && { protocol, facts: { ...facts, protocol } }),
  });
}
