import type { Members } from "../../../deployment/src";

/** A one-line label for an integration: its type and backend, such as `AWS_PROXY prices`. */
export function integrationLabel(members: Members): string {
  const text = (name: string): string | undefined =>
    typeof members[name] === "string" && members[name] !== "" ? members[name] : undefined;
  const type = text("IntegrationType") ?? text("type") ?? "";
  const uri = text("IntegrationUri") ?? text("uri");
  const end = text("IntegrationSubtype") ?? (uri && lastPart(uri));
  return [type, end].filter(Boolean).join(" ");
}

/** The function name in a Lambda ARN, or the URL without its scheme. */
function lastPart(uri: string): string {
  return /:function:([^/]+)/.exec(uri)?.[1] ?? uri.replace(/^\w+:\/\//, "");
}
