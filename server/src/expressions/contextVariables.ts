import source from "../../../schemas/context-variables.json";

/** The kinds of API; `REST` is version 1's. */
export type ApiKind = "REST" | "WEBSOCKET" | "HTTP";

/** A variable of `$context`, by its name without that. */
export interface ContextVariable {
  /** `identity.sourceIp`; one whose last part is the reader's choice ends in `<name>` or `<property>`. */
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
  readonly apis: readonly ApiKind[];
  /** Markdown, in a sentence or two. */
  readonly description: string;
  /** True where the last part is anybody's choice. */
  readonly isDynamic: boolean;
  /** The templates that can assign to it. */
  readonly writableIn?: "requestTemplates" | "responseTemplates";
  /** False for what mapping templates do not have. */
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

/** Every variable that mappings and templates can read. */
export const CONTEXT_VARIABLES: readonly ContextVariable[] = source.variables.map(read);

/** What a REST API knows in its access logs, and nowhere else. */
export const REST_LOGS_ONLY: ReadonlySet<string> = new Set(source.restLogsOnly);

const byName = new Map(
  CONTEXT_VARIABLES.filter(({ isDynamic }) => !isDynamic).map((variable) => [variable.name, variable]),
);
/** The longest first, for `authorizer.claims.<property>` is more than a property of the authorizer. */
const dynamic = CONTEXT_VARIABLES.filter(({ isDynamic }) => isDynamic)
  .map((variable) => ({ variable, prefix: variable.name.slice(0, variable.name.indexOf("<")) }))
  .sort((a, b) => b.prefix.length - a.prefix.length);

/** Finds a variable by its name without `$context.`; names are case-sensitive. */
export function findContextVariable(name: string): ContextVariable | undefined {
  return (
    byName.get(name) ??
    dynamic.find(({ prefix }) => name.startsWith(prefix) && name.length > prefix.length)?.variable
  );
}

/** The variables that an API of that kind has. */
export function contextVariablesOf(api: ApiKind): readonly ContextVariable[] {
  return CONTEXT_VARIABLES.filter(({ apis }) => apis.includes(api));
}
