import { OPERATIONS, type OperationName } from "../../server/src/service";
import type { Api, Members } from "./gateway";
import { normalize, type WholeOperation, wholeOperation } from "./normalize";
import { pathMembers, type Target } from "./target";

/** An input that describes a live resource. */
export interface Imported {
  readonly operation: OperationName;
  /** In the input's order, without AWS's defaults; for `print`. */
  readonly input: Members;
}

/** Returns the input that creates a copy of a live resource, or with `as: "update"` the one that updates it. */
export function importInput(
  api: Api,
  target: Target,
  members: Members,
  as: "create" | "update" = "create",
): Imported {
  const whole = WHOLE[target.kind];
  const operation = as === "update" ? UPDATE[whole] : whole;
  const place = {
    operation: wholeOperation(operation),
    protocol: api.protocol,
    ...("method" in target && { resourceId: target.method.resourceId }),
  };
  const { PayloadFormatVersion: version } = members;
  const all: Members = {
    ...pathMembers(target, idOf(target)),
    ...normalize(members, place),
    // HTTP APIs require it, although it has a default.
    ...(api.protocol === "HTTP" && version !== undefined && { PayloadFormatVersion: version }),
  };
  const names = [...OPERATIONS[operation].members.keys()];
  return { operation, input: Object.fromEntries(names.flatMap((name) => entry(name, all))) };
}

function entry(name: string, members: Members): readonly (readonly [string, Members[string]])[] {
  const value = members[name];
  return value === undefined ? [] : [[name, value]];
}

function idOf(target: Target): string | undefined {
  if (target.kind === "integration") return target.integrationId;
  return target.kind === "integration-response" ? target.responseId : undefined;
}

const WHOLE: Readonly<Record<Target["kind"], WholeOperation>> = {
  integration: "create-integration",
  "integration-response": "create-integration-response",
  "rest-integration": "put-integration",
  "rest-response": "put-integration-response",
};

/** A put also updates. */
const UPDATE: Readonly<Record<WholeOperation, OperationName>> = {
  "create-integration": "update-integration",
  "create-integration-response": "update-integration-response",
  "put-integration": "put-integration",
  "put-integration-response": "put-integration-response",
};
