/** The inputs of operations that we do not support, and that share members with integration inputs. */

interface ForeignOperation {
  /** The AWS CLI's name. */
  readonly operation: string;
  /** Members that no integration input has. One of them tells. */
  readonly telltales: readonly string[];
  /** Members that other files have, too. They tell together with an ID, and without a telltale of ours. */
  readonly company?: readonly string[];
}

const FOREIGN: readonly ForeignOperation[] = [
  { operation: "put-gateway-response", telltales: ["responseType"] },
  {
    operation: "test-invoke-method",
    telltales: ["pathWithQueryString", "clientCertificateId"],
    company: ["headers", "multiValueHeaders", "stageVariables", "body"],
  },
  { operation: "put-method-response", telltales: ["responseModels"] },
  { operation: "put-method", telltales: ["requestModels", "authorizationType"] },
  { operation: "create-authorizer", telltales: ["authorizerUri"] },
  { operation: "an update", telltales: ["patchOperations"] },
];

const IDS: readonly string[] = ["restApiId", "resourceId"];

/** Members that only an integration input has. */
const OURS: readonly string[] = [
  "type",
  "uri",
  "integrationHttpMethod",
  "requestTemplates",
  "responseTemplates",
];

/** The operation whose input has these top-level members, if it is one that we do not support. */
export function foreignOperation(names: ReadonlySet<string>): string | undefined {
  const hasOne = (of: readonly string[]): boolean => of.some((name) => names.has(name));
  return FOREIGN.find(
    ({ telltales, company }) =>
      hasOne(telltales) || (company && hasOne(company) && hasOne(IDS) && !hasOne(OURS)),
  )?.operation;
}
