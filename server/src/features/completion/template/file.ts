import type { ApiFacts } from "../../../model/apiFacts";
import type { SampleTexts } from "../../../model/sampleTexts";
import type { Template } from "../../../rules/engine/template";
import type { CompletionItem } from "../item";
import { plainText, printSnippet } from "../snippet";
import { itemsFor } from "../suggestions";
import type { TextPlace } from "../textPlaceTypes";
import { templateCursor } from "./cursor";
import { suggestInTemplate } from "./suggest";

/** Returns what can be typed at the offset of a file that is one mapping template. */
export function completeTemplateFile(
  { template, facts }: { readonly template: Template; readonly facts: ApiFacts | undefined },
  offset: number,
  samples: SampleTexts,
): readonly CompletionItem[] {
  const { text, scope } = template;
  const place: TextPlace = {
    text,
    offset,
    write: (snippet, replace) => ({
      replace,
      snippet: printSnippet(snippet),
      filterText: plainText(snippet),
    }),
    writeWhole: () => undefined,
    writeBare: () => undefined,
  };
  const file = { api: scope.protocol, facts, text, offset, templates: [], samples };
  return itemsFor(place, suggestInTemplate(templateCursor(template, [], offset, file)));
}
