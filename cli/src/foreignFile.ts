import {
  foreignOperationOf,
  formatOfFileName,
  isOnlyHost,
  isTemplateFile,
  mayBeInput,
  parse,
} from "../../server/src/service";

/** Why a file is not an integration input, as the end of a sentence; undefined if it may be one. */
export function reasonNotInput(fileName: string | undefined, text: string): string | undefined {
  if (fileName !== undefined && isTemplateFile(fileName)) return undefined;
  const { root } = parse(text, formatOfFileName(fileName ?? ""));
  if (isOnlyHost(fileName ?? "", root)) return "contains no integrations";
  const foreign = foreignOperationOf(root, fileName);
  if (foreign !== undefined) return `is the input of ${foreign}, which is not checked`;
  return mayBeInput(root)
    ? undefined
    : "is not an integration input: none of its members belong to one; use --operation to check it anyway";
}
