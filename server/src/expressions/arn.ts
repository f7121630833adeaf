import type { Span } from "../syntax/nodes";
import { type Part, part, shifted } from "./part";
import { isRegionName, PARTITIONS, partitionOf } from "./partitions";
import type { Placeholder } from "./uriVariables";

/**
 * `arn:aws:lambda:us-east-1:123456789012:function:orders` as a tree:
 * ```
 * { prefix, partition: aws, service: lambda, region: us-east-1, account: 123456789012, resource: function:orders }
 * ```
 * Fields that are not typed yet are absent. A field may be empty, as an IAM role's region is.
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
 * What is wrong with an ARN's fields.
 * - `unknownPartition`
 * - `partitionOfRegion`: the region is in another partition, `expected`.
 * - `badRegion`, `badAccount`: not the form of one.
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

/** Parses a text that begins with `arn:`; undefined for any other. */
export function parseArn({ text, span }: Part): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const fields: Part[] = [];
  let start = 0;
  while (fields.length < ARN_FIELDS.length - 1) {
    const colon = text.indexOf(":", start);
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

/** Words that stand in examples where a real value belongs. */
const SAMPLE_WORD =
  /^(?:your[-_].+|(?:aws[-_]?)?(?:region|account)(?:[-_]?(?:id|name|code))?|(?:lambda[-_]?)?function[-_]?name)$/i;

/** Finds fields that still hold a placeholder: `{region}`, `account-id`. */
export function arnPlaceholders({ partition, region, account }: Arn): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const field of [partition, region, account]) {
    if (!field) continue;
    const inBraces = /^\{([^{}.]+)\}$/.exec(field.text)?.[1];
    if (inBraces) found.push({ span: field.span, style: "brace", name: inBraces });
    else if (SAMPLE_WORD.test(field.text)) found.push({ span: field.span, style: "word", name: field.text });
  }
  return found;
}

/** Finds what is wrong with an ARN's fields; nothing in one that holds a variable or a placeholder. */
export function arnFaults(
  { partition, region, account }: Arn,
  services: "any" | "apigateway",
): readonly ArnFault[] {
  const faults: ArnFault[] = [];
  const isPlain = (field: Part | undefined): field is Part =>
    field !== undefined && !/[${}<>]/.test(field.text) && !SAMPLE_WORD.test(field.text);
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
  // The wrapper's account field names a service.
  if (services === "any" && isPlain(account) && !/^(?:\d{12}|\*|aws|)$/.test(account.text)) {
    faults.push({ kind: "badAccount", span: account.span });
  }
  return faults;
}
