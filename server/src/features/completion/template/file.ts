/** Completion and hover in a file that is one mapping template. */
import type { Protocol } from "../../../model/protocol";
import { templateIn } from "../../../model/templates";
import type { TemplateDocument } from "../../../syntax/nodes";
import type { Hover } from "../../hover/hover";
import { hoverInTemplate } from "../../hover/template";
import type { CompletionItem } from "../item";
import type { TextPlace } from "../place";
import { plainText, toSnippet } from "../snippet";
import { suggested } from "../values";
import { suggestionsIn } from "./complete";

export function completeTemplateFile(
  { root }: TemplateDocument,
  protocol: Protocol | undefined,
  offset: number,
): readonly CompletionItem[] {
  const place: TextPlace = {
    text: root.value,
    offset,
    write: (template, replace) => ({
      replace,
      snippet: toSnippet(template),
      filterText: plainText(template),
    }),
    writeWhole: () => undefined,
    writeBare: () => undefined,
  };
  return suggested(
    place,
    suggestionsIn(templateIn(root), offset, { api: protocol, kind: undefined, facts: undefined }),
  );
}

export function hoverTemplateFile({ root }: TemplateDocument, offset: number): Hover | undefined {
  return hoverInTemplate(templateIn(root), offset);
}
