import type { Members } from "../../../deployment/src";

/** What an integration leads to, short enough for a line. */
export function integrationLabel(members: Members): string {
  const text = (name: string): string | undefined =>
    typeof members[name] === "string" && members[name] !== "" ? members[name] : undefined;
  const type = text("IntegrationType") ?? text("type") ?? "";
  const uri = text("IntegrationUri") ?? text("uri");
  const end = text("IntegrationSubtype") ?? (uri && lastPart(uri));
  return [type, end].filter(Boolean).join(" ");
}

/** The function of a Lambda ARN, or what follows the scheme of an address. */
function lastPart(uri: string): string {
  return /:function:([^/]+)/.exec(uri)?.[1] ?? uri.replace(/^\w+:\/\//, "");
}
