import data from "../../../schemas/targets.json";
import type { Json } from "../syntax/json";
import { OPERATION_NAMES, type OperationName } from "./operationNames";
import { PROTOCOLS, type Protocol } from "./protocol";

/** What an integration of a kind looks like when it is new. */
export interface NewInputTarget {
  /** Unique among an operation's targets of one protocol; what `apigw new --target` takes. */
  readonly id: string;
  readonly title: string;
  readonly operations: readonly OperationName[];
  readonly protocol: Protocol;
  /** Strings hold `{{name}}` where a person fills something in. */
  readonly document: Json;
}

/** Examples for the places; none of them needs an escape in JSON, YAML or a snippet. */
const placeholders: Readonly<Record<string, string>> = data.placeholders;

export const TARGETS: readonly NewInputTarget[] = data.targets.flatMap(
  ({ operations, protocol, ...target }) => {
    const known = PROTOCOLS.find((candidate) => candidate === protocol);
    return known
      ? [
          {
            ...target,
            operations: OPERATION_NAMES.filter((name) => operations.includes(name)),
            protocol: known,
          },
        ]
      : [];
  },
);

/** The targets of an operation, for one protocol or for all that have it. */
export function targetsOf(operation: OperationName, protocol?: Protocol): readonly NewInputTarget[] {
  return TARGETS.filter(
    (target) => target.operations.includes(operation) && (!protocol || target.protocol === protocol),
  );
}

/** The input as data, with every place filled in by an example. */
export function newInput({ document }: NewInputTarget): Json {
  return JSON.parse(fill(JSON.stringify(document), (name) => placeholders[name] ?? name));
}

/**
 * The input's text, printed by the caller's format, as a snippet: each place is a tab stop, and a name that
 * stands twice is typed once.
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
