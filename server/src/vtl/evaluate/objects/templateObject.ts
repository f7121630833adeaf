import { HostObject, type Value } from "../../values";
import type { Machine } from "../machine";

/** An object that the evaluator provides. Templates can only use the properties and methods defined here. */
export abstract class TemplateObject extends HostObject {
  /** The value of `$object.name`; null if there is no such property. */
  abstract property(machine: Machine, name: string): Value;

  /** The result of `$object.name(…)`; undefined if there is no such method for these arguments. */
  abstract call(machine: Machine, name: string, values: readonly Value[]): Value | undefined;

  toText(): string {
    return "{}";
  }
}
