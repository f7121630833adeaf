/** Where the deployments of a file are recorded. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ApiGateway } from "./gateway";
import { type DeploymentRecord, RECORD_FILE, type RecordKey, Records } from "./records";
import { apiIdOf, type Target } from "./target";

export interface DeploymentHistory {
  readonly records: Records;
  /** The file's name in the records. */
  readonly file: string;
}

/** The record of one target, as it was when the plan was made. */
export interface PreparedHistory extends DeploymentHistory {
  readonly key: RecordKey;
  readonly record?: DeploymentRecord;
}

/**
 * Returns the history of a file: in the nearest folder above it that has a record, or else in another one. The editor
 * and the command line must find the same record, or they create two integrations for one file.
 * @param path the file's absolute path
 * @param otherwise the folder for a new record, absolute
 */
export function historyOf(path: string, otherwise: string): DeploymentHistory {
  const records = new Records(recordFolder(path) ?? otherwise);
  return { records, file: records.nameOf(path) };
}

function recordFolder(path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, dirname(RECORD_FILE)))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Returns the only API in this region that the file was deployed to; undefined if there are none or several. */
export async function onlyRecordedApi(
  { records, file }: DeploymentHistory,
  gateway: ApiGateway,
): Promise<string | undefined> {
  const own = (await records.ofFile(file)).filter(
    ({ region, endpoint }) => region === gateway.region && endpoint === gateway.endpoint,
  );
  const [apiId, ...others] = new Set(own.map((record) => record.apiId));
  return others.length === 0 ? apiId : undefined;
}

/** Returns the key of the file's record for the target. */
export async function recordKeyOf(
  { file }: DeploymentHistory,
  gateway: ApiGateway,
  target: Target,
  part: string | undefined,
): Promise<RecordKey> {
  const account = await gateway.account();
  return {
    file,
    region: gateway.region,
    apiId: apiIdOf(target),
    ...(part !== undefined && { part }),
    ...(account !== undefined && { account }),
    ...(gateway.endpoint !== undefined && { endpoint: gateway.endpoint }),
  };
}
