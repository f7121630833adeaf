import type { ApiGateway, MethodId } from "../../../../deployment/src";
import type { Family } from "../../../../server/src/service";

/** How long a response is shared, in milliseconds, so that nodes opened later show current data. */
const FRESH_MS = 30_000;

/** What the APIs view reads. Every method rejects with an `AwsError`. */
export interface Reads
  extends Pick<
    ApiGateway,
    | "listApis"
    | "listStages"
    | "listVpcLinks"
    | "listIntegrations"
    | "listIntegrationResponses"
    | "listRoutes"
    | "listResources"
    | "getMethod"
  > {
  region(): Promise<string>;
  /** Drops all shared responses, so that the next reads call AWS. */
  forget(): void;
}

interface Answer<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/**
 * Shares responses between nodes: several need the same list, and AWS accepts only a few calls per second.
 * Failures are not shared.
 * @param now returns the current time in milliseconds
 */
export function sharedReads(gateway: () => Promise<ApiGateway>, now: () => number = Date.now): Reads {
  const forgets: (() => void)[] = [];
  const shared = <A extends readonly unknown[], T>(
    ask: (gateway: ApiGateway, ...args: A) => Promise<T>,
  ): ((...args: A) => Promise<T>) => {
    const answers = new Map<string, Answer<T>>();
    forgets.push(() => answers.clear());
    return (...args) => {
      const key = JSON.stringify(args);
      const known = answers.get(key);
      if (known && now() < known.until) return known.value;
      const value = gateway().then((connected) => ask(connected, ...args));
      answers.set(key, { value, until: now() + FRESH_MS });
      value.catch(() => {
        if (answers.get(key)?.value === value) answers.delete(key);
      });
      return value;
    };
  };
  return {
    region: async () => (await gateway()).region,
    listApis: shared((aws) => aws.listApis()),
    listStages: shared((aws, family: Family, apiId: string) => aws.listStages(family, apiId)),
    listVpcLinks: shared((aws) => aws.listVpcLinks()),
    listIntegrations: shared((aws, apiId: string) => aws.listIntegrations(apiId)),
    listIntegrationResponses: shared((aws, apiId: string, integrationId: string) =>
      aws.listIntegrationResponses(apiId, integrationId),
    ),
    listRoutes: shared((aws, apiId: string) => aws.listRoutes(apiId)),
    listResources: shared((aws, restApiId: string) => aws.listResources(restApiId)),
    getMethod: shared((aws, method: MethodId) => aws.getMethod(method)),
    forget: () => {
      for (const forget of forgets) forget();
    },
  };
}
