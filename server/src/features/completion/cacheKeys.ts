import type { CacheKeyContext } from "../context/cacheKeyAt";
import type { CompletionItem, CompletionSource } from "./item";
import { cacheKeys } from "./strings/cacheKey";
import { itemsFor } from "./suggestions";
import { textPlaceAt } from "./textPlace";
import { layoutOf } from "./write";

/** Completes an item of `cacheKeyParameters`. */
export function completeCacheKey(
  source: CompletionSource,
  { list, node }: CacheKeyContext,
  offset: number,
): readonly CompletionItem[] {
  const { document } = source;
  const isBlock = list.indentation !== undefined;
  const layout = { ...layoutOf(document.format), kind: isBlock ? "block" : "braces" } as const;
  const follows = list.items.some(({ span }) => span.start >= (node ? node.span.end : offset));
  // An existing item either has its comma, or its lack is the next item's problem.
  const place = textPlaceAt(document, node, offset, {
    layout,
    comma: !isBlock && follows && !node ? "," : "",
  });
  return place ? itemsFor(place, cacheKeys(source, list, place)) : [];
}
