import data from "../../../schemas/targets.json";
import type { Json } from "../syntax/json";
import { OPERATION_NAMES, type OperationName } from "./operationNames";
import { PROTOCOLS, type Protocol } from "./protocol";

/** A kind of integration that a new input can be created for. */
export interface NewInputTarget {
  /** Unique among an operation's targets for one protocol. The value of `apigw new --target`. */
  readonly id: string;
  readonly title: string;
  readonly operations: readonly OperationName[];
  readonly protocol: Protocol;
  /** The IAM actions that the role of the integration must allow, such as `sqs:SendMessage`; empty without a role. */
  readonly permissions: readonly string[];
  /** The new input. Its strings contain `{{name}}` as placeholders to fill in. */
  readonly document: Json;
}

/** Example values of the placeholders. None of them needs escaping in JSON, YAML or a snippet. */
const placeholders: Readonly<Record<string, string>> = data.placeholders;

export const TARGETS: readonly NewInputTarget[] = data.targets.flatMap(
  ({ operations, protocol, permissions = [], ...target }) => {
    const known = PROTOCOLS.find((candidate) => candidate === protocol);
    return known
      ? [
          {
            ...target,
            operations: OPERATION_NAMES.filter((name) => operations.includes(name)),
            protocol: known,
            permissions,
          },
        ]
      : [];
  },
);

/** Returns the targets of an operation, for one protocol or for all of them. */
export function targetsOf(operation: OperationName, protocol?: Protocol): readonly NewInputTarget[] {
  return TARGETS.filter(
    (target) => target.operations.includes(operation) && (!protocol || target.protocol === protocol),
  );
}

/** Returns the new input with example values in its placeholders. */
export function newInput({ document }: NewInputTarget): Json {
  return JSON.parse(fill(JSON.stringify(document), (name) => placeholders[name] ?? name));
}

/**
 * Returns the new input as a snippet, printed in the caller's format. Each placeholder is a tab stop; those with
 * the same name are the same tab stop.
 */
export function newSnippet({ document }: NewInputTarget, print: (document: Json) => string): string {
  const stops = new Map<string, number>();
  return fill(print(document).replace(/[\\$]/g, "\\$&"), (name) => {
    const stop = stops.get(name) ?? stops.size + 1;
    stops.set(name, stop);
    return `\${${stop}:${placeholders[name] ?? name}}`;
  });
}

function fill(text: string, textOf: (name: string) => string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => textOf(name));
}
