import { HostObject, type Value } from "../../values";
import type { Machine } from "../machine";

/** An object of the evaluator's own. What is not answered here does not exist for a template. */
export abstract class TemplateObject extends HostObject {
  /** The value of `$object.name`; null where there is none. */
  abstract property(machine: Machine, name: string): Value;

  /** The result of `$object.name(…)`; undefined where there is no such method for such arguments. */
  abstract call(machine: Machine, name: string, values: readonly Value[]): Value | undefined;

  toText(): string {
    return "{}";
  }
}
