/** A partition of AWS: a group of regions with accounts, endpoints and a console of its own. */
export interface Partition {
  /** The second field of an ARN: `aws-cn`. */
  readonly name: string;
  readonly description: string;
  /** Matches the names of its regions. */
  readonly regions: RegExp;
  /** What the host names of its services end with. */
  readonly dnsSuffix: string;
  /** The console's host name. Absent for partitions whose console is not public. */
  readonly consoleHost?: string;
}

const COMMERCIAL = {
  name: "aws",
  description: "the commercial regions",
  regions: /^(?:af|ap|ca|eu|il|me|mx|sa|us)-/,
  dnsSuffix: "amazonaws.com",
  consoleHost: "console.aws.amazon.com",
} as const satisfies Partition;

/** Every partition. `aws` comes last because its pattern also matches regions of other partitions. */
export const PARTITIONS: readonly Partition[] = [
  {
    name: "aws-cn",
    description: "the regions in China",
    regions: /^cn-/,
    dnsSuffix: "amazonaws.com.cn",
    consoleHost: "console.amazonaws.cn",
  },
  {
    name: "aws-us-gov",
    description: "AWS GovCloud (US)",
    regions: /^us-gov-/,
    dnsSuffix: "amazonaws.com",
    consoleHost: "console.amazonaws-us-gov.com",
  },
  {
    name: "aws-iso",
    description: "the US isolated regions",
    regions: /^us-iso-/,
    dnsSuffix: "c2s.ic.gov",
  },
  {
    name: "aws-iso-b",
    description: "the US secret regions",
    regions: /^us-isob-/,
    dnsSuffix: "sc2s.sgov.gov",
  },
  {
    name: "aws-iso-e",
    description: "the European isolated regions",
    regions: /^eu-isoe-/,
    dnsSuffix: "cloud.adc-e.uk",
  },
  {
    name: "aws-iso-f",
    description: "the second group of US isolated regions",
    regions: /^us-isof-/,
    dnsSuffix: "csp.hci.ic.gov",
  },
  {
    name: "aws-eusc",
    description: "the European Sovereign Cloud",
    regions: /^eusc-/,
    dnsSuffix: "amazonaws.eu",
  },
  COMMERCIAL,
];

/** True for text of the form of a region's name, such as `us-east-1`: an area, a point of the compass and a number. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,4}(?:-[a-z]+)?-(?:(?:north|south)(?:east|west)?|east|west|central)-\d+$/.test(text);
}

/** Returns the name of a region's partition; undefined for text that is not a region name. */
export function partitionOf(region: string): string | undefined {
  if (!isRegionName(region)) return undefined;
  return PARTITIONS.find(({ regions }) => regions.test(region))?.name;
}

/** Returns the partition to use for calls to a region: `aws` when the region is unknown. */
export function partitionForCalls(region: string): Partition {
  return PARTITIONS.find(({ regions }) => regions.test(region)) ?? COMMERCIAL;
}

/** Returns the host name of a region's console: the commercial one where the partition has none that is public. */
export function consoleHostFor(region: string): string {
  return partitionForCalls(region).consoleHost ?? COMMERCIAL.consoleHost;
}

/** Regions to suggest. The list is not complete, so a region that it lacks may still be valid. */
export const REGIONS: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "sa-east-1",
  "cn-north-1",
  "cn-northwest-1",
  "us-gov-east-1",
  "us-gov-west-1",
];
