/** The record of deployments: a JSON file that can be committed. It contains no secrets. */
import { randomUUID } from "node:crypto";
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { isRecord, type Json } from "../../server/src/service";
import type { Members } from "./gateway";
import { withLock } from "./lockFile";

/** Relative to the folder that the record is for. */
export const RECORD_FILE = join(".apigw", "deployments.json");

/** What a file was deployed to. */
export interface RecordKey {
  /** The file's path relative to the record's folder, with slashes. */
  readonly file: string;
  readonly region: string;
  readonly apiId: string;
  /** The part of the API, if a file can be for several, such as `GET a1b2c3` in a REST API. */
  readonly part?: string;
  /** Set if the credentials reveal it. */
  readonly account?: string;
  /** Set if it is not AWS's own. */
  readonly endpoint?: string;
}

/** A write that was sent and not yet confirmed. */
export interface Pending {
  readonly kind: "create" | "put";
  readonly at: string;
  /** The fingerprint of the members that were sent. */
  readonly fingerprint: string;
  /** The IDs of the resources that existed before. */
  readonly knownIds: readonly string[];
  /** The responses that a put may have removed. */
  readonly responses: readonly Members[];
}

export interface DeploymentRecord extends RecordKey {
  /** The ID of the integration or integration response, if AWS assigns one. */
  readonly id?: string;
  /** The fingerprint of the live members after the last deployment. */
  readonly fingerprint?: string;
  /** The fingerprints that were deployed to stages, by stage name. */
  readonly stages: Readonly<Record<string, string>>;
  readonly at?: string;
  readonly pending?: Pending;
}

/** The deployments of the files in a folder. */
export class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns the name of a file in the record. */
  nameOf(path: string): string {
    return relative(this.#folder, path).split(sep).join("/");
  }

  async find(key: RecordKey): Promise<DeploymentRecord | undefined> {
    return (await this.#read()).find((record) => isFor(record, key));
  }

  /** Returns all records of a file. */
  async ofFile(file: string): Promise<readonly DeploymentRecord[]> {
    return (await this.#read()).filter((record) => record.file === file);
  }

  /**
   * Changes one record, and rejects with what the change throws. Processes wait for each other, and the file is
   * replaced atomically, so it is never read half-written.
   */
  async update(key: RecordKey, change: (record: DeploymentRecord) => DeploymentRecord): Promise<void> {
    await this.#assertNoLinks();
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

  /** A link in a folder from somebody else could lead the record anywhere. */
  async #assertNoLinks(): Promise<void> {
    for (const path of [dirname(this.#path), this.#path]) {
      const found = await lstat(path).catch(() => undefined);
      if (found?.isSymbolicLink())
        throw new Error(
          `${relative(this.#folder, path)} is a symbolic link, which is not followed. Replace it with what it points to.`,
        );
    }
  }

  async #read(): Promise<readonly DeploymentRecord[]> {
    let text: string;
    await this.#assertNoLinks();
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

/** Parses a record file. Throws an error if it is not valid, rather than overwriting its contents later. */
export function parseRecords(text: string): readonly DeploymentRecord[] {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw new Error(`${RECORD_FILE} is not valid JSON. Correct it, or move it away.`);
  }
  const deployments = isRecord(json) && json.version === 1 ? json.deployments : undefined;
  if (!Array.isArray(deployments))
    throw new Error(`${RECORD_FILE} has an unsupported version and was not changed.`);
  return deployments.map(parseRecord);
}

function parseRecord(json: Json): DeploymentRecord {
  if (!isRecord(json)) throw new Error(`${RECORD_FILE} contains an entry that is not a deployment.`);
  const text = (name: string): string => {
    const value = json[name];
    if (typeof value !== "string") throw new Error(`${RECORD_FILE} contains a deployment without ${name}.`);
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

/** An unknown account matches any account. */
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
