import { type CompletionItem, type Suggestion, sortTextOf } from "./item";
import type { TextPlace } from "./textPlaceTypes";

/** Returns the suggestions as items, without those that cannot be written at the cursor. */
export function itemsFor(place: TextPlace, suggestions: readonly Suggestion[]): readonly CompletionItem[] {
  return suggestions.flatMap((suggestion, index) => {
    const written = place.write(suggestion.text, suggestion.replace);
    if (!written) return [];
    const item: CompletionItem = {
      label: suggestion.label,
      kind: suggestion.text.length > 1 ? "snippet" : "value",
      detail: suggestion.detail ?? "",
      documentation: suggestion.documentation,
      ...written,
      ...(suggestion.alsoMatches && { filterText: `${written.filterText} ${suggestion.alsoMatches}` }),
      sortText: sortTextOf(suggestion.rank ?? 0, index),
      ...(suggestion.offersMore && { offersMore: true }),
    };
    return [item];
  });
}
