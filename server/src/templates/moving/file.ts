/** Templates as files of their own, next to the file that they are written in. */

import { memberName } from "../../model/memberNames";
import { isPatchOperation, type OperationName } from "../../model/operationNames";
import { type TemplateHost, templateAtPath } from "../hostedTemplate";
import { replaceOrAddTemplate, type TemplateReplacement } from "../replaceOrAdd";

/**
 * Returns the name of the file for a template, such as `orders.application-json.vtl` for that of the key
 * `application/json` in `orders.json`.
 */
export function templateFileName(hostName: string, path: readonly string[]): string {
  const name = hostName.replace(/\.(?:json|jsonc|ya?ml|tf|tofu|template)$/i, "");
  // In a host file, many inputs have a template of the same key.
  const names = [path.slice(0, -2).map(asFileName).join("-"), asFileName(path.at(-1) ?? "")];
  return [name, ...names.filter((part) => part !== ""), ...(names[1] === "" ? ["template"] : []), "vtl"].join(
    ".",
  );
}

function asFileName(name: string): string {
  return name.replaceAll(/[^\w.+-]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "");
}

/** Returns the member for the templates of an operation's input; undefined for an operation on single values. */
export function templateMemberOf(operation: OperationName): string | undefined {
  if (isPatchOperation(operation)) return undefined;
  const role = operation.endsWith("-response") ? "responseTemplates" : "requestTemplates";
  return memberName(operation.startsWith("put-") ? "apigateway" : "apigatewayv2", role);
}

/**
 * Finds the edits that give the template at a path the text of a file.
 * Many editors end each file with a line break, so that one is left out if the template does not end with any.
 * @param options `canAdd`: whether to add the template if its member is there without it
 */
export function insertFile(
  host: TemplateHost,
  path: readonly string[],
  text: string,
  options: { readonly canAdd: boolean },
): TemplateReplacement {
  const current = templateAtPath(host, path)?.node.value ?? "";
  const inserted = /[\r\n]$/.test(current) ? text : text.replace(/(?:\r\n|\r|\n)$/, "");
  return replaceOrAddTemplate(host, path, inserted, options);
}
