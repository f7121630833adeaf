import { HostObject, type JavaMap } from "../../values";

/** `$context` and the maps in it: they behave as maps, and print nothing. */
export class MapObject extends HostObject {
  /**
   * @param written for the targets of overrides: the names that this template has set. A name that is set
   * twice makes the request fail.
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
