/** Prints inputs as host files. */
import type { PlainInput } from "../plainInput";
import { printCloudFormation } from "./cloudformation";
import { printOpenApi } from "./openapi";
import type { PrintedHost } from "./printed";
import { type Project, projectOf } from "./project";
import { printTerraform } from "./terraform";

export type { PrintedHost } from "./printed";

/** The hosts that inputs can be printed for. */
export const PRINTED_HOSTS = ["openapi", "cloudformation", "terraform"] as const;

export type PrintedHostName = (typeof PRINTED_HOSTS)[number];

export interface PrintOptions {
  /** What the API is called; `API` by default. */
  readonly title?: string;
  /** The format of OpenAPI documents and CloudFormation templates; YAML by default. */
  readonly format?: "json" | "yaml";
}

/**
 * Prints integrations and their integration responses as one host file, which has an API of its own where the inputs
 * name none. Returns the reason if the host cannot hold any of the inputs.
 */
export function printHost(
  inputs: readonly PlainInput[],
  host: PrintedHostName,
  { title = "API", format = "yaml" }: PrintOptions = {},
): PrintedHost | string {
  const update = inputs.find(({ operation }) => /update-/.test(operation));
  if (update) return `an input for ${update.operation} only changes parts of an integration`;
  const printed = printProject(projectOf(inputs), host, title, format);
  const [only, second] = inputs;
  if (typeof printed === "string" || !only || second) return printed;
  // The title says nothing if there is only one input.
  const short = (text: string): string => text.replace(`${only.title}: `, "");
  return { ...printed, lost: printed.lost.map(short), added: printed.added.map(short) };
}

function printProject(
  project: Project,
  host: PrintedHostName,
  title: string,
  format: "json" | "yaml",
): PrintedHost | string {
  switch (host) {
    case "openapi":
      return printOpenApi(project, title, format);
    case "cloudformation":
      return printCloudFormation(project, title, format);
    case "terraform":
      return printTerraform(project, title);
  }
}
