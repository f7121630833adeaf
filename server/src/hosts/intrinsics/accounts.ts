/** The accounts that a template may be deployed in, as far as it names any. */

export interface Account {
  readonly partition: string;
  readonly region: string;
  readonly id: string;
}

const REGION = /[:.]((?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-[a-z]+-\d)(?=[:.])/g;
const ID = /[:/](\d{12})(?=[:/])/g;
/** Most templates name none, and only examples name more. */
const MOST = 3;
const MOST_ACCOUNTS = 8;

/**
 * Returns the accounts that references may stand for: an ordinary one, and those that the text names. Regions and
 * account IDs beside a reference may be those that it stands for, so that they never contradict it.
 */
export function accountsIn(text: string): readonly Account[] {
  const regions = firstOf(text, REGION);
  if (text.includes("aws-us-gov")) regions.push("us-gov-west-1");
  if (text.includes("aws-cn")) regions.push("cn-north-1");
  const ids = firstOf(text, ID);
  const all = [...new Set(["us-east-1", ...regions])].flatMap((region) =>
    [...new Set(["123456789012", ...ids])].map((id) => ({ partition: partitionOf(region), region, id })),
  );
  return all.slice(0, MOST_ACCOUNTS);
}

function firstOf(text: string, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const [, match = ""] of text.matchAll(pattern)) {
    found.add(match);
    if (found.size === MOST) break;
  }
  return [...found];
}

function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
