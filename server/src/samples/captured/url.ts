/** The parts of a URL that a request of an API has. */
import { ValueList } from "../newSample";

export interface RequestUrl {
  readonly host: string;
  /** As it is written, without the stage. */
  readonly path: string;
  readonly query: ValueList;
  /** The first segment of the path, if the host is one whose paths start with the stage. */
  readonly stage?: string;
}

const EXECUTE_API =
  /^[a-z0-9]+(?:-vpce-[a-z0-9]+)?\.execute-api\.[a-z0-9-]+\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/i;

/** Reads a URL, with or without a scheme and a host. Never throws. */
export function readUrl(url: string): RequestUrl {
  const [withoutFragment = ""] = url.trim().split("#", 1);
  const [, , authority = "", rest = ""] =
    /^([a-z][a-z0-9+.-]*:)?\/\/([^/?]*)(.*)$/is.exec(withoutFragment) ??
    /^()([^/?]*)(.*)$/s.exec(withoutFragment) ??
    [];
  const host = authority.replace(/^.*@/s, "").replace(/:\d*$/, "");
  const question = rest.indexOf("?");
  const path = (question < 0 ? rest : rest.slice(0, question)) || "/";
  const query = readQuery(question < 0 ? "" : rest.slice(question + 1));
  if (!EXECUTE_API.test(host)) return { host, path, query };
  const [, stage = "", inStage = ""] = /^\/([^/]*)(.*)$/s.exec(path) ?? [];
  return stage === "" ? { host, path, query } : { host, path: inStage || "/", query, stage: decoded(stage) };
}

/** Reads a query string or a form: decoded, in order. */
export function readQuery(text: string): ValueList {
  const list = new ValueList();
  for (const field of text.split("&")) {
    if (field === "") continue;
    const equals = field.indexOf("=");
    const [name, value] = equals < 0 ? [field, ""] : [field.slice(0, equals), field.slice(equals + 1)];
    list.add(decoded(name.replaceAll("+", " ")), decoded(value.replaceAll("+", " ")));
  }
  return list;
}

/** Decodes percent-encoding; text with invalid encodings stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a request to the host of a stage says about its context. */
export function contextOfUrl({ host, stage }: RequestUrl): Readonly<Record<string, string>> {
  return stage === undefined ? {} : { domainName: host, stage };
}

/** The note about the stage. */
export function stageNote({ stage }: RequestUrl): readonly string[] {
  if (stage === undefined) return [];
  return [
    `Took ${stage}, the first segment of the path, as the name of the stage. For the stage $default of an HTTP API, put it back.`,
  ];
}

/** What tells a request apart: its method and path, with the beginning of the query. */
export function titleOf(method: string, path: string, query: string | undefined = undefined): string {
  const whole = `${method} ${path}${query ? `?${query}` : ""}`;
  return whole.length > 100 ? `${whole.slice(0, 99)}…` : whole;
}
