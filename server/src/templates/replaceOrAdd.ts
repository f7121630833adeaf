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
  /**
   * What the file writes is not text that could be replaced by this one, such as a call of a function. `endsLine` if it
   * could be with a line break at its end, as in a heredoc.
   */
  | { readonly kind: "unwritable"; readonly endsLine: boolean }
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
  const edits = replaceTemplate(host.document, node, newText);
  if (edits.length > 0 || newText === node.value) return { kind: "edits", edits };
  const ended = `${newText}\n`;
  const endsLine = ended === node.value || replaceTemplate(host.document, node, ended).length > 0;
  return { kind: "unwritable", endsLine };
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
