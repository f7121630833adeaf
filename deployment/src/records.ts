/** The record of what was deployed where, a JSON file that can be committed. It holds no secret. */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { isRecord, type Json } from "../../server/src/service";
import type { Members } from "./gateway";
import { withLock } from "./lockFile";

/** Below the folder that the record is for. */
export const RECORD_FILE = join(".apigw", "deployments.json");

/** Where a file was deployed to. */
export interface RecordKey {
  /** Relative to the record's folder, with slashes. */
  readonly file: string;
  readonly region: string;
  readonly apiId: string;
  /** Which part of the API, where a file can be for several: `GET a1b2c3` of a REST API. */
  readonly part?: string;
  /** Where the credentials tell it. */
  readonly account?: string;
  /** Where it is not AWS's own. */
  readonly endpoint?: string;
}

/** Something that was sent and not yet seen to be done. */
export interface Pending {
  readonly kind: "create" | "put";
  readonly at: string;
  /** What will be there. */
  readonly fingerprint: string;
  /** What was there already. */
  readonly knownIds: readonly string[];
  /** What a put may have taken away. */
  readonly responses: readonly Members[];
}

export interface DeploymentRecord extends RecordKey {
  /** The integration or integration response, where AWS gives it an id. */
  readonly id?: string;
  /** What was there after the last deployment. */
  readonly fingerprint?: string;
  /** What of it is in which stage. */
  readonly stages: Readonly<Record<string, string>>;
  readonly at?: string;
  readonly pending?: Pending;
}

/** The deployments of the files of a folder. */
export class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The name that the record has for a file. */
  nameOf(path: string): string {
    return relative(this.#folder, path).split(sep).join("/");
  }

  async find(key: RecordKey): Promise<DeploymentRecord | undefined> {
    return (await this.#read()).find((record) => isFor(record, key));
  }

  /** All of a file, wherever it was deployed to. */
  async ofFile(file: string): Promise<readonly DeploymentRecord[]> {
    return (await this.#read()).filter((record) => record.file === file);
  }

  /**
   * Changes one record, and rejects with what the change throws. Processes wait for each other, and the file
   * is replaced at once, so that nobody ever reads half of it.
   */
  async update(key: RecordKey, change: (record: DeploymentRecord) => DeploymentRecord): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    await withLock(this.#path, async (assertHeld) => {
      const all = await this.#read();
      const own = all.find((record) => isFor(record, key)) ?? { ...key, stages: {} };
      const others = all.filter((record) => !isFor(record, key));
      await this.#write([...others, change(own)], assertHeld);
    });
  }

  get #path(): string {
    return join(this.#folder, RECORD_FILE);
  }

  async #read(): Promise<readonly DeploymentRecord[]> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
    return parseRecords(text);
  }

  async #write(records: readonly DeploymentRecord[], assertHeld: () => Promise<void>): Promise<void> {
    const path = this.#path;
    const sorted = [...records].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const temporary = `${path}.${randomUUID()}`;
    try {
      await writeFile(temporary, `${JSON.stringify({ version: 1, deployments: sorted }, null, 2)}\n`);
      await assertHeld();
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** Reads a record file; throws an error that says so where it is none, rather than to forget what it held. */
export function parseRecords(text: string): readonly DeploymentRecord[] {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw new Error(`${RECORD_FILE} is no JSON: correct it, or move it away.`);
  }
  const deployments = isRecord(json) && json.version === 1 ? json.deployments : undefined;
  if (!Array.isArray(deployments)) throw new Error(`${RECORD_FILE} is of another version: it is left alone.`);
  return deployments.map(parseRecord);
}

function parseRecord(json: Json): DeploymentRecord {
  if (!isRecord(json)) throw new Error(`${RECORD_FILE} holds something that is no deployment.`);
  const text = (name: string): string => {
    const value = json[name];
    if (typeof value !== "string") throw new Error(`${RECORD_FILE} holds a deployment without ${name}.`);
    return value;
  };
  const optional = <K extends string>(name: K): { readonly [name in K]?: string } =>
    typeof json[name] === "string" ? ({ [name]: json[name] } as { [name in K]?: string }) : {};
  const pending = parsePending(json.pending);
  return {
    file: text("file"),
    region: text("region"),
    apiId: text("apiId"),
    ...optional("part"),
    ...optional("account"),
    ...optional("endpoint"),
    ...optional("id"),
    ...optional("fingerprint"),
    ...optional("at"),
    stages: Object.fromEntries(
      Object.entries(isRecord(json.stages) ? json.stages : {}).map(([name, value]) => [name, String(value)]),
    ),
    ...(pending && { pending }),
  };
}

function parsePending(json: Json | undefined): Pending | undefined {
  if (!isRecord(json)) return undefined;
  const { kind, at, fingerprint, knownIds, responses } = json;
  return {
    kind: kind === "put" ? "put" : "create",
    at: String(at),
    fingerprint: String(fingerprint),
    knownIds: Array.isArray(knownIds) ? knownIds.map(String) : [],
    responses: Array.isArray(responses) ? responses.filter((response: Json) => isRecord(response)) : [],
  };
}

/** An account that is not told, now or then, stands against nothing. */
function isFor(record: RecordKey, key: RecordKey): boolean {
  return (
    record.file === key.file &&
    record.region === key.region &&
    record.apiId === key.apiId &&
    record.part === key.part &&
    record.endpoint === key.endpoint &&
    (record.account === undefined || key.account === undefined || record.account === key.account)
  );
}

function sortKey({ file, region, apiId, part = "", account = "", endpoint = "" }: RecordKey): string {
  return [file, endpoint, account, region, apiId, part].join("\0");
}
