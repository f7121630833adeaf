/** The routes of functions whose events name no integration: SAM and the Serverless Framework make proxies of them. */
import type { Protocol } from "../model/protocol";
import { defined } from "../syntax/defined";
import { findMember, textOf } from "../syntax/locate";
import type { MemberNode, ObjectNode, ValueNode } from "../syntax/nodes";
import { formatOfFileName, parse } from "../syntax/parse";
import type { PlainIntegration } from "./pairing";
import type { ServedFile } from "./readInput";

interface FunctionEvent {
  readonly functionName: string;
  readonly protocol: Protocol;
  /** The key of the route. */
  readonly key: string;
  /** For HTTP APIs. */
  readonly payloadFormatVersion?: string;
}

/** Returns the proxy integrations that the events of functions stand for, in the order of the file. */
export function functionIntegrations({ path, text }: ServedFile): readonly PlainIntegration[] {
  if (!/\bAWS::Serverless::Function\b|\bfunctions["']?\s*:/.test(text)) return [];
  const { root } = parse(text, formatOfFileName(path));
  if (root?.kind !== "object") return [];
  return [...samEvents(root), ...serverlessEvents(root)].map((event) => ({
    file: path,
    name: event.functionName,
    inputs: [proxyOf(event)],
    sources: [path],
    route: event.key,
  }));
}

/** The input that an event is short for. */
function proxyOf({
  functionName,
  protocol,
  payloadFormatVersion = "2.0",
}: FunctionEvent): PlainIntegration["inputs"][number] {
  const name = functionName.replaceAll(/[^\w-]/g, "-");
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const input =
    protocol === "REST"
      ? { type: "AWS_PROXY", integrationHttpMethod: "POST", uri }
      : {
          IntegrationType: "AWS_PROXY",
          IntegrationUri: uri,
          ...(protocol === "HTTP" && { PayloadFormatVersion: payloadFormatVersion }),
        };
  const operation = protocol === "REST" ? "put-integration" : "create-integration";
  return { document: parse(JSON.stringify(input), "json"), operation, protocol };
}

function samEvents(root: ObjectNode): readonly FunctionEvent[] {
  return membersOf(findMember(root, "Resources")?.value).flatMap(
    ({ key: { value: functionName }, value }) => {
      if (value?.kind !== "object" || textAt(value, "Type") !== "AWS::Serverless::Function") return [];
      const properties = findMember(value, "Properties")?.value;
      const events = properties?.kind === "object" ? findMember(properties, "Events")?.value : undefined;
      return membersOf(events).flatMap((event) => samEvent(functionName, event.value) ?? []);
    },
  );
}

function samEvent(functionName: string, event: ValueNode | undefined): FunctionEvent | undefined {
  if (event?.kind !== "object") return undefined;
  const type = textAt(event, "Type");
  const properties = findMember(event, "Properties")?.value;
  const own = properties?.kind === "object" ? properties : undefined;
  const [path, method] = [own && textAt(own, "Path"), own && textAt(own, "Method")];
  if (type === "Api") {
    return path && method ? { functionName, protocol: "REST", key: keyOf(method, path) } : undefined;
  }
  if (type !== "HttpApi") return undefined;
  const key = path && method ? keyOf(method, path) : "$default";
  const payloadFormatVersion = own && textAt(own, "PayloadFormatVersion");
  return { functionName, protocol: "HTTP", key, ...defined({ payloadFormatVersion }) };
}

function serverlessEvents(root: ObjectNode): readonly FunctionEvent[] {
  if (!findMember(root, "provider")) return [];
  return membersOf(findMember(root, "functions")?.value).flatMap(({ key: { value: name }, value }) => {
    const events = value?.kind === "object" ? findMember(value, "events")?.value : undefined;
    const items = events?.kind === "array" ? events.items : [];
    return items.flatMap((event) =>
      membersOf(event).flatMap((member) => serverlessEvent(name, member) ?? []),
    );
  });
}

const PROXIES = ["lambda-proxy", "lambda_proxy", "aws-proxy", "aws_proxy"];

function serverlessEvent(functionName: string, { key, value }: MemberNode): FunctionEvent | undefined {
  if (!value) return undefined;
  const own = value.kind === "object" ? value : undefined;
  const [path, method] = [own && textAt(own, "path"), own && textAt(own, "method")];
  const [, shortMethod, shortPath] = /^\s*(\S+)\s+(\S+)\s*$/.exec(textOf(value) ?? "") ?? [];
  switch (key.value) {
    case "http": {
      const integration = own && textAt(own, "integration")?.toLowerCase();
      if (integration && !PROXIES.includes(integration)) return undefined;
      const [verb, at] = [method ?? shortMethod, path ?? shortPath];
      return verb && at !== undefined ? { functionName, protocol: "REST", key: keyOf(verb, at) } : undefined;
    }
    case "httpApi": {
      const isDefault = textOf(value)?.trim() === "*" || path === "*";
      const [verb, at] = [method ?? shortMethod ?? "*", path ?? shortPath];
      if (isDefault) return { functionName, protocol: "HTTP", key: "$default" };
      return at === undefined ? undefined : { functionName, protocol: "HTTP", key: keyOf(verb, at) };
    }
    case "websocket": {
      const route = own ? textAt(own, "route") : textOf(value);
      return route ? { functionName, protocol: "WEBSOCKET", key: route } : undefined;
    }
    default:
      return undefined;
  }
}

function keyOf(method: string, path: string): string {
  return `${method === "*" ? "ANY" : method.toUpperCase()} /${path.replace(/^\/+/, "")}`;
}

function textAt(node: ObjectNode, name: string): string | undefined {
  return textOf(findMember(node, name)?.value);
}

function membersOf(node: ValueNode | undefined): readonly MemberNode[] {
  return node?.kind === "object" ? node.members : [];
}
