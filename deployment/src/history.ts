/** Where the deployments of a file are recorded. */
import type { ApiGateway } from "./gateway";
import type { DeploymentRecord, RecordKey, Records } from "./records";
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
