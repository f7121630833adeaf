/** `$input` */
import { JavaMap, toJson, type Value } from "../../values";
import type { Machine } from "../machine";
import { TemplateObject } from "./templateObject";

/** Reads a JSONPath; null if nothing matches. Throws a JavaFault where Java throws. */
export type ReadPath = (root: Value, path: string, machine: Machine) => Value;

export class InputObject extends TemplateObject {
  /**
   * @param body the payload as text; `{}` if there is none.
   * @param root the body parsed as JSON; null if even a lenient parser rejects it.
   * @param params the maps `path`, `querystring` and `header`. In a WebSocket API, only `$connect` has any.
   */
  constructor(
    private readonly body: string,
    private readonly root: () => Value,
    private readonly params: JavaMap,
    private readonly readPath: ReadPath,
  ) {
    super();
  }

  property(_machine: Machine, name: string): Value {
    if (name === "body") return this.body;
    // Without parentheses, `$input.params` is an object that prints as `{}`.
    return name === "params" ? new JavaMap() : null;
  }

  call(machine: Machine, name: string, values: readonly Value[]): Value | undefined {
    const [value] = values;
    if (values.length === 0) {
      if (name === "params") return this.params;
      return name === "getBody" ? this.body : undefined;
    }
    if (values.length > 1 || typeof value !== "string") return undefined;
    switch (name) {
      case "path":
        return this.readPath(this.root(), value, machine);
      case "json": {
        const found = this.readPath(this.root(), value, machine);
        return found === null ? '""' : toJson(found, machine.meter);
      }
      case "params":
        return this.parameter(value);
    }
    return undefined;
  }

  /** Searches the path, then the query string, then the headers. */
  private parameter(name: string): Value | undefined {
    for (const map of this.params.values()) {
      const value = map instanceof JavaMap ? map.get(name) : null;
      if (value !== null) return value;
    }
    return "";
  }
}
