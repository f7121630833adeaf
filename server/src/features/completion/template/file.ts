import type { ApiFacts } from "../../../model/apiFacts";
import { templateIn } from "../../../model/templates";
import type { Template } from "../../../rules/engine/template";
import type { CompletionItem } from "../item";
import { plainText, printSnippet } from "../snippet";
import { itemsFor } from "../suggestions";
import type { TextPlace } from "../textPlace";
import { suggestInTemplate } from "./suggest";

/** Returns what can be typed at the offset of a file that is one mapping template. */
export function completeTemplateFile(
  { template, facts }: { readonly template: Template; readonly facts: ApiFacts | undefined },
  offset: number,
): readonly CompletionItem[] {
  const { root, scope } = template;
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
    suggestInTemplate(templateIn(root), offset, { api: scope.protocol, kind: scope.kind, facts }),
  );
}
