import type { HttpDirection, MappingScope } from "../../expressions";
import { memberName, roleOf } from "../../model/memberNames";
import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { PathStep } from "../../syntax/locate";

/** How the keys and values of a mapping are written. HTTP APIs have a syntax of their own. */
export type Dialect = "http" | MappingScope;

/** A map of parameter mappings. If the protocol is unknown, it may be in either dialect. */
export interface MappingMap {
  readonly direction: HttpDirection;
  readonly dialects: readonly Dialect[];
}

const REQUEST_DIALECTS: Readonly<Record<Protocol, readonly Dialect[]>> = {
  HTTP: ["http"],
  WEBSOCKET: ["websocketRequest"],
  REST: ["restRequest"],
};

/** Returns the kind of mappings in the map at the path; undefined for any other object. */
export function mappingMapAt(
  operation: Operation,
  protocol: Protocol | undefined,
  path: readonly Pick<PathStep, "name">[],
): MappingMap | undefined {
  const name = path[0]?.name ?? "";
  const isIntegration = takesIntegration(operation);
  if (name === memberName(operation.family, "requestParameters") && isIntegration && path.length === 1) {
    const known = operation.family === "apigateway" ? "REST" : protocol;
    const dialects: readonly Dialect[] = known ? REQUEST_DIALECTS[known] : ["http", "websocketRequest"];
    return { direction: "request", dialects };
  }
  if (roleOf(name) !== "responseParameters") return undefined;
  // The response parameters of an HTTP API's integration are maps by status code.
  if (isIntegration) return path.length === 2 ? { direction: "response", dialects: ["http"] } : undefined;
  return path.length === 1 ? { direction: "response", dialects: ["response"] } : undefined;
}

/** Returns the dialect of a key, among those that its map allows; the first if the key fits none of them. */
export function dialectOf(key: string, { dialects }: MappingMap): Dialect | undefined {
  const isHttp = /^(?:append|overwrite|remove):/.test(key);
  const isOther = key.startsWith("integration.request.");
  return (
    dialects.find((dialect) => (dialect === "http" ? isHttp : isOther)) ??
    dialects.find((dialect) => dialect === "http") ??
    dialects[0]
  );
}

/** True for operations on an integration; false for those on an integration response. */
export function takesIntegration({ name }: Operation): boolean {
  return !name.endsWith("-response");
}
