/** A separate part of AWS, which the second field of an ARN names. */
export interface Partition {
  readonly name: string;
  readonly description: string;
  /** The pattern of its regions' names. */
  readonly regions: RegExp;
}

/** Every partition; `aws` comes last, for its pattern would take regions of the others too. */
export const PARTITIONS: readonly Partition[] = [
  { name: "aws-cn", description: "the regions in China", regions: /^cn-/ },
  { name: "aws-us-gov", description: "AWS GovCloud (US)", regions: /^us-gov-/ },
  { name: "aws-iso", description: "the US isolated regions", regions: /^us-iso-/ },
  { name: "aws-iso-b", description: "the US secret regions", regions: /^us-isob-/ },
  { name: "aws-iso-e", description: "the European isolated regions", regions: /^eu-isoe-/ },
  { name: "aws-iso-f", description: "the second US isolated regions", regions: /^us-isof-/ },
  { name: "aws-eusc", description: "the European Sovereign Cloud", regions: /^eusc-/ },
  { name: "aws", description: "the commercial regions", regions: /^(?:af|ap|ca|eu|il|me|mx|sa|us)-/ },
];

/** The partition that a region of that name belongs to; undefined for what is no region's name. */
export function partitionOf(region: string): string | undefined {
  if (!/^[a-z]{2,4}(?:-[a-z]+){1,2}-\d+$/.test(region)) return undefined;
  return PARTITIONS.find(({ regions }) => regions.test(region))?.name;
}

/** Regions worth offering; there are newer ones, so none is wrong for not being here. */
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
