import { HostObject, type JavaMap } from "../../values";

/** `$context` and the maps in it, which behave like maps but print nothing. */
export class MapObject extends HostObject {
  /**
   * @param written for override maps: the names that this template has set. Setting a name twice makes the request
   * fail.
   */
  constructor(
    readonly map: JavaMap,
    readonly written?: Set<string>,
  ) {
    super();
  }

  toText(): string {
    return "";
  }
}
