import type { Protocol } from "../../../model/protocol";
import { templateIn } from "../../../model/templates";
import type { TemplateDocument } from "../../../syntax/nodes";
import type { CompletionItem } from "../item";
import { plainText, printSnippet } from "../snippet";
import { itemsFor } from "../suggestions";
import type { TextPlace } from "../textPlace";
import { suggestInTemplate } from "./suggest";

/** Returns what can be typed at the offset of a file that is one mapping template. */
export function completeTemplateFile(
  { root }: TemplateDocument,
  protocol: Protocol | undefined,
  offset: number,
): readonly CompletionItem[] {
  const place: TextPlace = {
    text: root.value,
    offset,
    write: (snippet, replace) => ({
      replace,
      snippet: printSnippet(snippet),
      filterText: plainText(snippet),
    }),
    writeWhole: () => undefined,
    writeBare: () => undefined,
  };
  return itemsFor(
    place,
    suggestInTemplate(templateIn(root), offset, { api: protocol, kind: undefined, facts: undefined }),
  );
}
