import { HostObject, type JavaMap, type JavaObject } from "../../values";
import { LoopScope } from "./loop";

/** `$context` and the maps in it: they behave as maps, and print nothing. */
export class MapObject extends HostObject {
  constructor(readonly map: JavaMap) {
    super();
  }

  toText(): string {
    return "";
  }
}

export function isScope(value: JavaObject): value is LoopScope {
  return value instanceof LoopScope;
}
