import { identityHash } from "./hash";
import { jsonArrayText } from "./json/write";
import { TooDeepError, tooDeep } from "./limits";
import { numberText } from "./numberText";
import type { Budget, JavaObject, Value } from "./types";

/**
 * Java's `String.valueOf()`: maps as `{a=b, c=d}`, lists as `[1, 2]`, JSON arrays as JSON text, null as `null`.
 * @param budget is charged with the length of what collections print, before it is put together.
 * @throws TooDeepError for collections nested too deeply, as those that contain each other are.
 */
export function print(value: Value, budget?: Budget): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null) return printObject(value, budget, 0);
  return String(value);
}

function printObject(value: JavaObject, budget: Budget | undefined, depth: number): string {
  switch (value.kind) {
    case "char":
      return value.value;
    case "list":
      return value.json ? jsonArrayText(value.items, budget) : listText(value, value.items, budget, depth);
    case "range":
      return value.isList ? listText(value, value.asList().items, budget, depth) : rangeText(value, budget);
    case "view":
      return listText(value, value.items(), budget, depth);
    case "map": {
      if (depth > tooDeep) throw new TooDeepError();
      let text = "{";
      for (const [key, entry] of value.pairs()) {
        if (text.length > 1) text += ", ";
        text += `${element(key, value, budget, depth)}=${element(entry, value, budget, depth)}`;
      }
      return `${text}}`;
    }
    case "entry":
      return `${element(value.key, value, budget, depth)}=${element(value.value, value, budget, depth)}`;
    case "array":
      return `[L${value.component};@${identityHash(value).toString(16)}`;
    case "iterator":
      return `java.util.${value.source?.kind === "view" ? "LinkedHashMap$LinkedIterator" : "ArrayList$Itr"}@${identityHash(value).toString(16)}`;
    case "host":
      return value.toText();
    default:
      return numberText(value);
  }
}

function listText(
  owner: JavaObject,
  items: readonly Value[],
  budget: Budget | undefined,
  depth: number,
): string {
  if (depth > tooDeep) throw new TooDeepError();
  let text = "[";
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ", ";
    text += element(items[i] ?? null, owner, budget, depth);
  }
  return `${text}]`;
}

/** A member of a collection; one that holds itself says so, as Java's do. */
function element(value: Value, owner: JavaObject, budget: Budget | undefined, depth: number): string {
  let text: string;
  if (value === owner) text = owner.kind === "map" ? "(this Map)" : "(this Collection)";
  else if (typeof value === "object" && value !== null) text = printObject(value, budget, depth + 1);
  else text = String(value);
  budget?.spend(text.length + 2);
  return text;
}

function rangeText(range: { readonly size: number; at(index: number): Value }, budget?: Budget): string {
  budget?.spend(range.size * 3);
  let text = `[${String(range.at(0))}`;
  for (let i = 1, size = range.size; i < size; i++) text += `, ${String(range.at(i))}`;
  return `${text}]`;
}
