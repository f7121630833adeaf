/** `$context`, including the overrides that a template sets. */
import { JavaList, JavaMap, type Value } from "../../values";
import { MapObject } from "./mapObject";

/** The values that a template assigned in `$context.requestOverride` and `$context.responseOverride`. */
export interface Overrides {
  readonly requestOverride: {
    readonly header: Readonly<Record<string, OverrideValue>>;
    readonly path: Readonly<Record<string, OverrideValue>>;
    readonly querystring: Readonly<Record<string, OverrideValue>>;
    /** Names of the template's own, which change nothing, but which the response template can read. */
    readonly others?: Readonly<Record<string, OverrideValue>>;
  };
  readonly responseOverride: {
    readonly header: Readonly<Record<string, OverrideValue>>;
    readonly status?: OverrideValue;
    /** Like those of the request. */
    readonly others?: Readonly<Record<string, OverrideValue>>;
  };
}

/** A list sets several values for one header. */
export type OverrideValue = string | readonly string[];

const TARGETS: readonly (readonly [side: string, maps: readonly string[]])[] = [
  ["requestOverride", ["header", "path", "querystring"]],
  ["responseOverride", ["header"]],
];

/** Creates `$context` from its variables, which may include the overrides of the request template. */
export function contextObject(variables: JavaMap): MapObject {
  const map = wrapped(variables);
  for (const [side, names] of TARGETS) {
    const overrides = mapIn(map, side);
    for (const name of names) mapIn(overrides, name);
  }
  return new MapObject(map);
}

function mapIn(map: JavaMap, name: string): JavaMap {
  const value = map.get(name);
  const inner = value instanceof MapObject ? value.map : new JavaMap();
  map.put(name, new MapObject(inner, new Set()));
  return inner;
}

/** Wraps nested maps, because they do not print anything either. */
function wrapped(map: JavaMap): JavaMap {
  const copy = new JavaMap();
  for (const [key, value] of map.pairs()) {
    copy.put(key, value instanceof JavaMap ? new MapObject(wrapped(value)) : value);
  }
  return copy;
}

/** Reads the current overrides. */
export function overridesOf(context: Value, print: (value: Value) => string): Overrides {
  const side = (name: string): JavaMap => mapUnder(context, name);
  const values = (map: JavaMap): Readonly<Record<string, OverrideValue>> => {
    // No prototype, because the template chooses the names.
    const record: Record<string, OverrideValue> = Object.create(null);
    for (const [key, value] of map.pairs()) record[print(key)] = overrideValue(value, print);
    return record;
  };
  const others = (map: JavaMap, ...known: readonly string[]) => {
    const own = new JavaMap();
    for (const [key, value] of map.pairs()) {
      if (typeof key !== "string" || !known.includes(key)) own.put(key, value);
    }
    return own.size > 0 && { others: values(own) };
  };
  const request = side("requestOverride");
  const response = side("responseOverride");
  const status = response.get("status");
  return {
    requestOverride: {
      header: values(mapUnder(new MapObject(request), "header")),
      path: values(mapUnder(new MapObject(request), "path")),
      querystring: values(mapUnder(new MapObject(request), "querystring")),
      ...others(request, "header", "path", "querystring"),
    },
    responseOverride: {
      header: values(mapUnder(new MapObject(response), "header")),
      ...(status !== null && { status: overrideValue(status, print) }),
      ...others(response, "header", "status"),
    },
  };
}

function mapUnder(value: Value, name: string): JavaMap {
  const found = value instanceof MapObject ? value.map.get(name) : null;
  if (found instanceof MapObject) return found.map;
  // The template may have assigned a map of its own.
  return found instanceof JavaMap ? found : new JavaMap();
}

function overrideValue(value: Value, print: (value: Value) => string): OverrideValue {
  return value instanceof JavaList ? value.items.map(print) : print(value);
}
