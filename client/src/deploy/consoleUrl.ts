import type { Api } from "../aws";

/** An API's page of AWS's console; in the partitions of China and of the US government, too. */
export function consoleUrl({ id, protocol }: Api, region: string): string {
  const home = `https://${region}.${hostOf(region)}/apigateway/main`;
  const path = protocol === "REST" ? `apis/${id}/resources` : "develop/integrations";
  return `${home}/${path}?api=${id}&region=${region}`;
}

function hostOf(region: string): string {
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
}
