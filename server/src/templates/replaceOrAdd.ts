import { templateKindOf } from "../model/templates";
import { edit, type TextEdit } from "../syntax/edit";
import { findMember } from "../syntax/locate";
import { isSamePath, type TemplateHost, templateAtPath } from "./hostedTemplate";
import { keepLineBreaks, lostHole, replaceTemplate } from "./writeTemplate";

/** How a file's template gets another text, or why it cannot. */
export type TemplateReplacement =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  /** The file replaces a piece of the template, such as `${Name}`, and the new text no longer has that piece. */
  | { readonly kind: "lostHole"; readonly hole: string }
  /** The file has no such template, or nowhere to add it. */
  | { readonly kind: "missing" };

/**
 * Finds the edits that give the template at a path the text of an editor. Lines that are in both texts keep their line
 * breaks.
 * @param options `canAdd`: whether to add the template if its member is there without it
 */
export function replaceOrAddTemplate(
  host: TemplateHost,
  path: readonly string[],
  text: string,
  { canAdd }: { readonly canAdd: boolean },
): TemplateReplacement {
  const hosted = templateAtPath(host, path);
  if (!hosted) {
    const edits = canAdd ? addTemplate(host, path, text) : undefined;
    return edits ? { kind: "edits", edits } : { kind: "missing" };
  }
  const { node } = hosted;
  const newText = keepLineBreaks(node.value, text);
  const hole = lostHole(node, newText);
  if (hole !== undefined) return { kind: "lostHole", hole };
  return { kind: "edits", edits: replaceTemplate(host.document, node, newText) };
}

function addTemplate(
  host: TemplateHost,
  path: readonly string[],
  text: string,
): readonly TextEdit[] | undefined {
  if ("inputs" in host) {
    const input = host.inputs.find(({ hosted: { id } }) => isSamePath(id, path.slice(0, -2)));
    return input && addTemplate(input, path.slice(-2), text);
  }
  const [member = "", key = ""] = path;
  if ("template" in host || !host.input || !templateKindOf(member)) return undefined;
  const { root } = host.input;
  const map = findMember(root, member);
  if (!map) {
    return edit(host.document, {
      kind: "insertMember",
      object: root,
      name: host.operation?.members.get(member)?.spelled ?? member,
      value: { [key]: text },
    });
  }
  // A key with another value is somebody's work in progress.
  if (map.value?.kind !== "object" || findMember(map.value, key)) return undefined;
  return edit(host.document, { kind: "insertMember", object: map.value, name: key, value: text });
}
