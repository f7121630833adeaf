import { identityHash } from "./hash";
import { compactJson, jsonSmart, type Style, writeItems, writeJson } from "./json/write";
import { type Budget, charge, TooDeepError, tooDeep } from "./limits";
import { numberText } from "./numberText";
import type { JavaObject, Value } from "./types";

/**
 * Java's `String.valueOf()`: maps as `{a=b, c=d}`, lists as `[1, 2]`, JSON arrays as JSON text, null as `null`.
 * @param budget is charged for the length of the text of collections, before it is joined.
 * @throws TooDeepError for collections that nest too deeply, such as those that contain each other.
 */
export function print(value: Value, budget?: Budget): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null) return printObject(value, budget, 0);
  return String(value);
}

const compact: Style = { ...compactJson, print };
const smart: Style = { ...jsonSmart, print };

/** The JSON text that `$input.json()` gives for a value: compact, with `/` unescaped. */
export function toJson(value: Value, budget?: Budget): string {
  return writeJson(value, compact, budget, 0);
}

/** What json-smart's JSONArray prints: compact JSON with `\/`, whatever lists and maps it contains. */
export function jsonArrayText(items: readonly Value[], budget?: Budget): string {
  return writeItems(items, smart, budget, 0);
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
      const pairs: string[] = [];
      let due = 0;
      value.forEach((entry, key) => {
        const pair = `${element(key, value, budget, depth)}=${element(entry, value, budget, depth)}`;
        due = charge(budget, due + pair.length + 2);
        pairs.push(pair);
      });
      budget?.spend(due);
      return `{${pairs.join(", ")}}`;
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
  let due = 0;
  const texts = items.map((each) => {
    const text = element(each, owner, budget, depth);
    due = charge(budget, due + text.length + 2);
    return text;
  });
  budget?.spend(due);
  return `[${texts.join(", ")}]`;
}

/** An element of a collection; a collection that contains itself prints as Java prints it. */
function element(value: Value, owner: JavaObject, budget: Budget | undefined, depth: number): string {
  if (value === owner) return owner.kind === "map" ? "(this Map)" : "(this Collection)";
  if (typeof value === "object" && value !== null) return printObject(value, budget, depth + 1);
  return String(value);
}

function rangeText(range: { readonly size: number; at(index: number): Value }, budget?: Budget): string {
  budget?.spend(range.size * 10);
  return `[${Array.from({ length: range.size }, (_, index) => String(range.at(index))).join(", ")}]`;
}
