import source from "../../../schemas/context-variables.json";

/** The kinds of API. `REST` is the one of API Gateway's version 1 API. */
export type ApiKind = "REST" | "WEBSOCKET" | "HTTP";

/** A variable of `$context`. */
export interface ContextVariable {
  /** The name without `$context.`: `identity.sourceIp`. Dynamic names end in `<name>` or `<property>`. */
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
  readonly apis: readonly ApiKind[];
  /** One or two sentences of Markdown. */
  readonly description: string;
  /** True if the last part of the name is arbitrary. */
  readonly isDynamic: boolean;
  /** The templates that can assign a value to it. */
  readonly writableIn?: "requestTemplates" | "responseTemplates";
  /** False if mapping templates cannot read it. */
  readonly inTemplates: boolean;
}

const APIS: readonly ApiKind[] = ["REST", "WEBSOCKET", "HTTP"];

interface Source {
  readonly name: string;
  readonly type: string;
  readonly protocols: readonly string[];
  readonly description: string;
  readonly dynamic?: boolean;
  readonly writableIn?: string;
  readonly templates?: boolean;
}

function read({
  name,
  type,
  protocols,
  description,
  dynamic,
  writableIn,
  templates,
}: Source): ContextVariable {
  return {
    name,
    type: type === "number" || type === "boolean" ? type : "string",
    apis: APIS.filter((api) => protocols.includes(api)),
    description,
    isDynamic: dynamic === true,
    ...((writableIn === "requestTemplates" || writableIn === "responseTemplates") && { writableIn }),
    inTemplates: templates !== false,
  };
}

/** All variables that mappings and templates can read. */
export const CONTEXT_VARIABLES: readonly ContextVariable[] = source.variables.map(read);

/** Variables that REST APIs only support in access logs. */
export const REST_LOGS_ONLY: ReadonlySet<string> = new Set(source.restLogsOnly);

const byName = new Map(
  CONTEXT_VARIABLES.filter(({ isDynamic }) => !isDynamic).map((variable) => [variable.name, variable]),
);
/** Longest prefix first: `authorizer.claims.<property>` is more specific than `authorizer.<property>`. */
const dynamic = CONTEXT_VARIABLES.filter(({ isDynamic }) => isDynamic)
  .map((variable) => ({ variable, prefix: variable.name.slice(0, variable.name.indexOf("<")) }))
  .sort((a, b) => b.prefix.length - a.prefix.length);

/** Finds a variable by its name without `$context.`. Names are case-sensitive. */
export function findContextVariable(name: string): ContextVariable | undefined {
  return (
    byName.get(name) ??
    dynamic.find(({ prefix }) => name.startsWith(prefix) && name.length > prefix.length)?.variable
  );
}

/** Returns the variables that an API of the given kind supports. */
export function contextVariablesOf(api: ApiKind): readonly ContextVariable[] {
  return CONTEXT_VARIABLES.filter(({ apis }) => apis.includes(api));
}
