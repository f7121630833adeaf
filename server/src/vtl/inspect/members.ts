/** What a value consists of, for those who look at it. */

import type { Machine } from "../evaluate/machine";
import { InputObject } from "../evaluate/objects/input";
import { LoopScope } from "../evaluate/objects/loop";
import { MapObject } from "../evaluate/objects/mapObject";
import { type JavaMap, JavaRange, type Value } from "../values";

export interface Member {
  readonly name: string;
  readonly value: Value;
  /** What reads it, after the text that reads its owner: `.name`, `[0]`; absent if nothing short does. */
  readonly access?: string;
}

/** The members of a value. A list may be long, so that its elements are read as they are needed. */
export interface Members {
  readonly count: number;
  readonly isList: boolean;
  at(index: number): Member;
}

const NONE: Members = { count: 0, isList: false, at: () => ({ name: "", value: null }) };

export function membersOf(value: Value, machine: Machine): Members {
  if (typeof value !== "object" || value === null) return NONE;
  switch (value.kind) {
    case "list":
    case "array":
      return list(value.items.length, (index) => value.items[index] ?? null);
    case "range":
      return list(value.size, (index) => value.at(index));
    case "view": {
      const items = value.items();
      return named(items.map((item, index) => ({ name: `[${index}]`, value: item })));
    }
    case "map":
      return entries(value);
    case "entry":
      return named([
        { name: "key", value: value.key, access: ".key" },
        { name: "value", value: value.value, access: ".value" },
      ]);
    case "host":
      if (value instanceof MapObject) return entries(value.map);
      if (value instanceof LoopScope) return properties(value, machine);
      if (value instanceof InputObject) return partsOfInput(value, machine);
      return NONE;
    default:
      return NONE;
  }
}

/** How many elements a value has, if it is a collection. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof JavaRange) return value.size;
  switch (value.kind) {
    case "list":
    case "array":
      return value.items.length;
    case "map":
    case "view":
      return value.size;
    case "host":
      return value instanceof MapObject ? value.map.size : undefined;
    default:
      return undefined;
  }
}

function list(count: number, item: (index: number) => Value): Members {
  return {
    count,
    isList: true,
    at: (index) => ({ name: `[${index}]`, value: item(index), access: `[${index}]` }),
  };
}

function named(members: readonly Member[]): Members {
  return { count: members.length, isList: false, at: (index) => members[index] ?? NONE.at(index) };
}

function entries(map: JavaMap): Members {
  const keys = map.keys();
  return {
    count: keys.length,
    isList: false,
    at: (index) => {
      const key = keys[index] ?? null;
      const access = typeof key === "string" ? accessTo(key) : undefined;
      return { name: String(typeof key === "object" ? `key ${index}` : key), value: map.get(key), ...access };
    },
  };
}

/** A key that is a name is read as a property, any other one with `get`. */
function accessTo(key: string): { readonly access: string } | undefined {
  if (/^[A-Za-z][\w-]*$/.test(key)) return { access: `.${key}` };
  return key.includes("'") ? undefined : { access: `.get('${key}')` };
}

function properties(scope: LoopScope, machine: Machine): Members {
  const names = ["index", "count", "hasNext", "first", "last"];
  const own = names.map((name) => ({ name, value: scope.property(machine, name), access: `.${name}` }));
  const { parent } = scope;
  return named(parent ? [...own, { name: "parent", value: parent, access: ".parent" }] : own);
}

function partsOfInput(input: InputObject, machine: Machine): Members {
  const params = input.call(machine, "params", []) ?? null;
  return named([
    { name: "body", value: input.property(machine, "body"), access: ".body" },
    { name: "path('$')", value: input.call(machine, "path", ["$"]) ?? null, access: ".path('$')" },
    { name: "params()", value: params, access: ".params()" },
  ]);
}
