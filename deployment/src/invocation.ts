/** Which function an integration calls, and from where API Gateway must be allowed to invoke it. Pure. */
import { partitionForCalls } from "../../server/src/service";
import type { LambdaTarget, Members, Resource, Route } from "./gateway";
import type { Target } from "./target";

/** The function that an integration calls as API Gateway itself. `variable`: a stage variable selects it. */
export type Called = LambdaTarget | "variable" | undefined;

/** Returns the function that the integration calls; undefined if it calls none, or calls it with a role. */
export function calledFunction(members: Members): Called {
  const type = members.IntegrationType ?? members.type;
  if (type !== "AWS" && type !== "AWS_PROXY") return undefined;
  if (members.IntegrationSubtype !== undefined) return undefined;
  // API Gateway assumes the role, whose own policies allow the call.
  if (members.CredentialsArn !== undefined || members.credentials !== undefined) return undefined;
  const uri = String(members.IntegrationUri ?? members.uri ?? "");
  const found = FUNCTION.exec(uri);
  if (!found?.groups) return undefined;
  const { arn = "", region = "", account = "", name = "", qualifier } = found.groups;
  if (VARIABLE.test(name) || (qualifier !== undefined && VARIABLE.test(qualifier))) return "variable";
  return { functionArn: arn, name, region, account, ...(qualifier !== undefined && { qualifier }) };
}

const FUNCTION =
  /(?<arn>arn:[\w-]+:lambda:(?<region>[\w-]+):(?<account>\d{12}):function:(?<name>[\w-]+|\$\{[^}]*\}))(?::(?<qualifier>[\w$-]+|\$\{[^}]*\}))?(?:\/|$)/;
const VARIABLE = /^\$\{/;

/** Something that calls the integration: a route or a method. */
export interface Source {
  /** What it is called, such as `GET /orders`. */
  readonly title: string;
  /** The part of the source ARN after the stage, such as `GET/orders/*`. */
  readonly resource: string;
  /** The same with path parameters as they are spelled in the API, which policies may contain. */
  readonly template: string;
}

/** Returns a route as a source. Path parameters become wildcards, because they stand for any text. */
export function sourceOfRoute({ key }: Pick<Route, "key">): Source {
  const [method = "", path] = key.split(" ");
  // Keys of WebSocket APIs, and $default.
  if (path === undefined) return { title: key, resource: key, template: key };
  return source(key, method, path);
}

/** Returns a method of a REST API as a source. */
export function sourceOfMethod(httpMethod: string, { path }: Pick<Resource, "path">): Source {
  return source(`${httpMethod} ${path}`, httpMethod, path);
}

function source(title: string, method: string, path: string): Source {
  const start = method === "ANY" ? "*" : method;
  return {
    title,
    resource: `${start}${path.replace(/\{[^}]*\}/g, "*")}`,
    template: `${start}${path}`,
  };
}

/** Returns the ARN that API Gateway invokes the function with, for every stage. */
export function sourceArn(
  api: { readonly region: string; readonly account: string; readonly apiId: string },
  resource: string,
): string {
  const { region, account, apiId } = api;
  return `arn:${partitionForCalls(region).name}:execute-api:${region}:${account}:${apiId}/*/${resource}`;
}

/** Returns true for a route that leads to the target, or will after the deployment. */
export function leadsTo(
  target: Target,
  requested: readonly string[],
  { key, integrationId }: Route,
): boolean {
  if (requested.includes(key)) return true;
  return (
    target.kind === "integration" &&
    target.integrationId !== undefined &&
    integrationId === target.integrationId
  );
}
