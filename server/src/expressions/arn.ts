import type { Span } from "../syntax/nodes";
import { indexOutside, type Part, part, shifted } from "./part";
import { isRegionName, PARTITIONS, partitionOf } from "./partitions";
import type { Placeholder } from "./uriVariables";

/**
 * `arn:aws:lambda:us-east-1:123456789012:function:orders` as a tree:
 * ```
 * { prefix, partition: aws, service: lambda, region: us-east-1, account: 123456789012, resource: function:orders }
 * ```
 * Fields that have not been typed yet are absent. A field can be empty, such as the region of an IAM role.
 */
export interface Arn {
  readonly text: string;
  readonly span: Span;
  readonly prefix: Part;
  readonly partition?: Part;
  readonly service?: Part;
  readonly region?: Part;
  readonly account?: Part;
  readonly resource?: Part;
}

/**
 * What is wrong with the fields of an ARN.
 * - `unknownPartition`: not the name of a partition.
 * - `partitionOfRegion`: the region belongs to another partition, `expected`.
 * - `badRegion`, `badAccount`: not of the form of a region or account.
 */
export type ArnFault =
  | { readonly kind: "unknownPartition"; readonly span: Span; readonly partition: string }
  | {
      readonly kind: "partitionOfRegion";
      readonly span: Span;
      readonly expected: string;
      readonly region: string;
    }
  | { readonly kind: "badRegion" | "badAccount"; readonly span: Span };

/** The names of an ARN's fields, in order. */
export const ARN_FIELDS = ["prefix", "partition", "service", "region", "account", "resource"] as const;
export type ArnField = (typeof ARN_FIELDS)[number];

/**
 * Parses an ARN; undefined for text that does not start with `arn:`. Colons in variables such as `${AWS::Region}` do
 * not separate fields.
 */
export function parseArn({ text, span }: Part): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const fields: Part[] = [];
  let start = 0;
  while (fields.length < ARN_FIELDS.length - 1) {
    const colon = indexOutside(text, ":", start);
    if (colon < 0) break;
    fields.push(shifted(part(text, start, colon), span.start));
    start = colon + 1;
  }
  const [prefix = part(text, 0, 3), partition, service, region, account, resource] = [
    ...fields,
    shifted(part(text, start, text.length), span.start),
  ];
  return {
    text,
    span,
    prefix,
    ...(partition && { partition }),
    ...(service && { service }),
    ...(region && { region }),
    ...(account && { account }),
    ...(resource && { resource }),
  };
}

/** What examples use in place of a partition, a region or an account. */
const SAMPLE_WORDS: readonly RegExp[] = [
  /^(?:your|my)[-_].+/i,
  /^_*(?:aws[-_]?)?(?:region|account|acct|partition)(?:[-_]?(?:id|name|code|number))?_*$/i,
  /^(?:lambda[-_]?)?function[-_]?name$/i,
  // REGION, MY_ACCT_ID
  /^[A-Z]{2}[A-Z_]*$/,
  // XXXXXXXXXXXX, us-xxxx-1, 1234********
  /x{3}/i,
  /[*#?]{2}/,
  /^(?:\{\{.*\}\}|\[.*\]|%.*%|@.*@)$/,
];

function isSampleWord(text: string): boolean {
  return SAMPLE_WORDS.some((pattern) => pattern.test(text));
}

/** True for an account without any digit, which nobody mistyped: it stands for a number that is still to be filled in. */
function isSampleAccount(text: string): boolean {
  return /^[A-Za-z_-]+$/.test(text) && text !== "aws";
}

/** Which services an ARN is about: in an ARN of API Gateway, the account field contains the service to call. */
export type ArnScope = "any" | "apigateway";

/** Finds fields that still contain a placeholder, such as `{region}`, `account-id` or `XXXXXXXXXXXX`. */
export function arnPlaceholders(
  { partition, region, account }: Arn,
  scope: ArnScope,
): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const field of [partition, region, account]) {
    if (!field) continue;
    const inBraces = /^\{([^{}.]+)\}$/.exec(field.text)?.[1];
    const isService = scope === "apigateway" && field === account;
    if (inBraces) found.push({ span: field.span, style: "brace", name: inBraces });
    else if (!isService && (isSampleWord(field.text) || (field === account && isSampleAccount(field.text)))) {
      found.push({ span: field.span, style: "word", name: field.text });
    }
  }
  return found;
}

/**
 * Finds the faults in an ARN. Fields with a variable or a placeholder have none. In an ARN of API Gateway
 * (`apigateway`), the account field contains a service, so it is not checked.
 */
export function arnFaults({ partition, region, account }: Arn, scope: ArnScope): readonly ArnFault[] {
  const faults: ArnFault[] = [];
  const isPlain = (field: Part | undefined): field is Part =>
    field !== undefined && !/[${}<>]/.test(field.text) && !isSampleWord(field.text);
  const known = partition && PARTITIONS.some(({ name }) => name === partition.text);
  if (isPlain(partition) && !known) {
    faults.push({ kind: "unknownPartition", span: partition.span, partition: partition.text });
  }
  if (isPlain(region) && region.text !== "") {
    const expected = partitionOf(region.text);
    if (known && expected && expected !== partition.text) {
      faults.push({ kind: "partitionOfRegion", span: partition.span, expected, region: region.text });
    }
    if (!isRegionName(region.text)) {
      faults.push({ kind: "badRegion", span: region.span });
    }
  }
  const isAccount = (text: string): boolean => /^(?:\d{12}|\*|aws|)$/.test(text) || isSampleAccount(text);
  if (scope === "any" && isPlain(account) && !isAccount(account.text)) {
    faults.push({ kind: "badAccount", span: account.span });
  }
  return faults;
}
