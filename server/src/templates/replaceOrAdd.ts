import { templateKindOf } from "../model/templates";
import { edit, type TextEdit } from "../syntax/edit";
import { findMember } from "../syntax/locate";
import { type TemplateHost, templateAtPath } from "./hostedTemplate";
import { keepLineBreaks, replaceTemplate } from "./writeTemplate";

/**
 * Returns the edits that give the template at a path the text of an editor; undefined if the file has no such template.
 * Lines that are in both texts keep their line breaks.
 * @param options `canAdd`: whether to add the template if its member is there without it
 */
export function replaceOrAddTemplate(
  host: TemplateHost,
  path: readonly string[],
  text: string,
  { canAdd }: { readonly canAdd: boolean },
): readonly TextEdit[] | undefined {
  const hosted = templateAtPath(host, path);
  if (hosted) return replaceTemplate(host.document, hosted.node, keepLineBreaks(hosted.node.value, text));
  return canAdd ? addTemplate(host, path, text) : undefined;
}

function addTemplate(
  host: TemplateHost,
  [member = "", key = ""]: readonly string[],
  text: string,
): readonly TextEdit[] | undefined {
  if ("template" in host || !host.input || !templateKindOf(member)) return undefined;
  const { root } = host.input;
  const map = findMember(root, member);
  if (!map) {
    return edit(host.document, {
      kind: "insertMember",
      object: root,
      name: member,
      value: { [key]: text },
    });
  }
  // A key with another value is somebody's work in progress.
  if (map.value?.kind !== "object" || findMember(map.value, key)) return undefined;
  return edit(host.document, { kind: "insertMember", object: map.value, name: key, value: text });
}
