/** Recognizes host files without integrations, which are not integration inputs either. */
import { findMember, textOf } from "../syntax/locate";
import type { ObjectNode, ValueNode } from "../syntax/nodes";
import { operationOfFileName } from "./fileNames";
import { hasTelltale } from "./sniff";
import { heldValue } from "./valueFiles";

/** File names that are used for hosts, and hardly ever for inputs. */
const HOST_FILE =
  /(?:(?:^|\/)(?:open-?api|swagger|oas|templates?|cloudformation|cfn|sam|stack|serverless)\.(?:jsonc?|ya?ml)|[.-](?:openapi|swagger|oas|oas30|template|cfn|cloudformation|swagger-apigateway|oas30-apigateway)\.(?:jsonc?|ya?ml)|\.(?:tf|tofu|tf\.json|template|swagger|oas))$/i;

/** True for a name that host files have: `template.yaml`, `openapi.json`, `main.tf`. */
export function hasHostName(path: string): boolean {
  return HOST_FILE.test(path.replaceAll("\\", "/"));
}

const HCL = /^(?:resource|data|module)[ \t]+"|^(?:terraform|locals)[ \t]*\{/m;

/**
 * Returns a path from which hosts tell the format of a file: with forward slashes and, for one without an extension,
 * as that of standard input, with the extension that its text suggests.
 */
export function hostPath(path: string, text: string): string {
  const name = path === "" ? "file" : path.replaceAll("\\", "/");
  if (/\.\w+$/.test(name)) return name;
  if (/^\s*\{/.test(text)) return `${name}.json`;
  return HCL.test(text.slice(0, 50_000)) ? `${name}.tf` : `${name}.yaml`;
}

/** True for an OpenAPI document, a CloudFormation template, a serverless.yml, or Terraform in JSON, however incomplete. */
export function isHostContent(root: ValueNode | undefined): boolean {
  if (root?.kind !== "object") return false;
  const has = (...names: readonly string[]): boolean => names.every((name) => findMember(root, name));
  return (
    has("openapi") ||
    has("swagger") ||
    has("AWSTemplateFormatVersion") ||
    has("service", "provider") ||
    hasResources(root)
  );
}

/** True for a file that holds integrations at other times, if any, and so is not an input itself. */
export function isOnlyHost(path: string, root: ValueNode | undefined): boolean {
  if (operationOfFileName(path)) return false;
  if (isHostContent(root)) return true;
  const names = new Set(root?.kind === "object" ? root.members.map(({ key }) => key.value) : []);
  return hasHostName(path) && !hasTelltale(names) && heldValue(path, root) === undefined;
}

/** Whether the object has resources of CloudFormation, or of a provider of Terraform. */
function hasResources(root: ObjectNode): boolean {
  const resources = findMember(root, "Resources")?.value;
  if (resources?.kind === "object") {
    return resources.members.some(
      ({ value }) => value?.kind === "object" && textOf(findMember(value, "Type")?.value)?.includes("::"),
    );
  }
  const blocks = findMember(root, "resource")?.value;
  return blocks?.kind === "object" && blocks.members.some(({ key }) => key.value.startsWith("aws_"));
}
