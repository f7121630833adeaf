/** The routes of the files on disk, which are read again when a file changes. */
import { type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  brokenFile,
  formatOfFileName,
  inputName,
  type MessageProblem,
  operationOfFileName,
  parse,
  type Route,
  type RouteOptions,
  RouteTable,
  readBackend,
  readRequest,
  routeOfSample,
  routesOf,
  type ServedFile,
} from "../../../server/src/service";
import { readInput } from "../readInput";
import type { RouteSamples } from "./settings";

/** The routes, and the samples that belong to them. */
export interface Served {
  readonly table: RouteTable;
  samplesOf(route: Route): RouteSamples;
}

export interface SourceOptions extends RouteOptions {
  /** The route keys of inputs of the AWS CLI, by file. */
  readonly routes: ReadonlyMap<string, string>;
}

/** What was read, and what is wrong with it. */
export interface Loaded {
  readonly served: Served;
  /** One line each. */
  readonly problems: readonly string[];
  /** The files that cannot be read or parsed. */
  readonly broken: readonly string[];
}

const NO_SAMPLES: RouteSamples = {};

/** Time for an editor to write all of a file, in milliseconds. */
const SETTLE = 50;

export class RoutesSource {
  /** The last good text of each file. */
  readonly #good = new Map<string, string>();
  readonly #watchers: FSWatcher[] = [];
  /** The files that the last reading looked for, by absolute path. */
  #wanted: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: readonly string[],
    private readonly options: SourceOptions,
  ) {}

  /** Reads all files. One that is broken keeps its last good routes. */
  async load(): Promise<Loaded> {
    const problems: string[] = [];
    const broken: string[] = [];
    const paths = [...new Set([...this.files, ...(await responsesNextTo(this.files))])];
    const wanted = new Set(paths.map((file) => resolve(file)));
    const files: ServedFile[] = [];
    for (const path of paths) {
      const read = await readInput(path);
      const fault =
        read.kind === "failed"
          ? { file: path, message: read.message }
          : brokenFile({ path, text: read.text });
      if (read.kind === "text" && !fault) this.#good.set(path, read.text);
      if (fault) {
        broken.push(path);
        problems.push(problemLine(fault));
      }
      const text = this.#good.get(path);
      if (text !== undefined) files.push({ path, text, ...(await this.#routeFor(path, wanted)) });
    }
    const { routes, problems: found } = routesOf(files, this.options);
    problems.push(...found.map(problemLine));
    const table = new RouteTable(routes);
    for (const { key, file } of table.hidden) {
      problems.push(`${file}: ${key} is served already, so this integration is not.`);
    }
    const samples = new Map<Route, RouteSamples>();
    for (const route of routes) samples.set(route, await this.#samplesOf(route, wanted, problems));
    this.#wanted = wanted;
    return {
      served: { table, samplesOf: (route) => samples.get(route) ?? NO_SAMPLES },
      problems: [...new Set(problems)],
      broken,
    };
  }

  /** Calls back after one of the files, or of the samples next to them, has changed. */
  watch(onChange: () => void, onError: (message: string) => void): void {
    for (const folder of new Set(this.files.map((file) => dirname(resolve(file))))) {
      try {
        const watcher = watch(folder, (_, name) => {
          // Editors replace files, so that only their folder keeps telling about them.
          if (name !== null && !this.#isWanted(resolve(folder, basename(name)))) return;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(onChange, SETTLE);
        });
        watcher.on("error", ({ message }) => onError(message));
        this.#watchers.push(watcher);
      } catch (error) {
        onError(error instanceof Error ? error.message : String(error));
      }
    }
  }

  #isWanted(path: string): boolean {
    return this.#wanted.has(path) || this.files.some((file) => isResponseOf(path, file));
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  /** The route of an input of the AWS CLI: given by an option, or by its sample request. */
  async #routeFor(path: string, wanted: Set<string>): Promise<Pick<ServedFile, "route">> {
    const given = this.options.routes.get(resolve(path));
    if (given !== undefined) return { route: given };
    const sample = path.replace(/\.[^./\\]*$/, "") + REQUEST_SUFFIX;
    const read = await this.#read(sample, wanted);
    const route = read === undefined ? undefined : routeOfSample(read);
    return route === undefined ? {} : { route };
  }

  async #samplesOf({ samples }: Route, wanted: Set<string>, problems: string[]): Promise<RouteSamples> {
    let result: RouteSamples = {};
    // Those of the whole file first, so that the integration's own take precedence.
    for (const stem of samples.toReversed()) {
      const response = await this.#read(stem + RESPONSE_SUFFIX, wanted);
      if (response !== undefined) {
        const read = readBackend(parse(response, formatOfFileName(stem + RESPONSE_SUFFIX)));
        problems.push(...messageLines(stem + RESPONSE_SUFFIX, read.problems));
        if (read.problems.length === 0) result = { ...result, backend: read.backend };
      }
      const request = await this.#read(stem + REQUEST_SUFFIX, wanted);
      if (request !== undefined) {
        const read = readRequest(parse(request, "json"));
        problems.push(...messageLines(stem + REQUEST_SUFFIX, read.problems));
        if (read.problems.length === 0) {
          result = { ...result, request: read.request, ...(read.backend && { backend: read.backend }) };
        }
      }
    }
    return result;
  }

  async #read(path: string, wanted: Set<string>): Promise<string | undefined> {
    wanted.add(resolve(path));
    const read = await readInput(path);
    return read.kind === "text" ? read.text : undefined;
  }
}

/** The files of integration responses whose names start like that of an integration, in the same folders. */
async function responsesNextTo(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files.filter(isIntegrationName)) {
    const names = await readdir(dirname(resolve(file))).catch(() => []);
    found.push(
      ...names
        .map((name) => join(dirname(file), name))
        .filter((path) => isResponseOf(path, file))
        .sort(),
    );
  }
  return found;
}

function isIntegrationName(file: string): boolean {
  return operationOfFileName(file)?.operation.endsWith("-integration") === true;
}

function isResponseOf(path: string, integration: string): boolean {
  if (!isIntegrationName(integration) || !operationOfFileName(path)?.operation.endsWith("-response"))
    return false;
  const [name, own] = [inputName(path), inputName(integration)];
  // Next to `put-integration.json` there may be `404.put-integration-response.json`.
  return own === "" ? /^\d*$/.test(name) : name === own || name.startsWith(`${own}.`);
}

const REQUEST_SUFFIX = ".request.json";
const RESPONSE_SUFFIX = ".response.json";

function messageLines(file: string, problems: readonly MessageProblem[]): readonly string[] {
  return problems.map(({ message, range }) => problemLine({ file, message, range }));
}

interface FileProblem {
  readonly file: string;
  readonly message: string;
  readonly range?: MessageProblem["range"];
}

function problemLine({ file, message, range }: FileProblem): string {
  return range
    ? `${file}:${range.start.line + 1}:${range.start.character + 1}: ${message}`
    : `${file}: ${message}`;
}
