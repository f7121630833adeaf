/** Java's methods that change the object that they are called on. */
export const CHANGING_METHODS: ReadonlySet<string> = new Set([
  "add",
  "addAll",
  "appendElement",
  "clear",
  "merge",
  "next",
  "previous",
  "put",
  "putAll",
  "putIfAbsent",
  "remove",
  "removeAll",
  "retainAll",
  "set",
  "setValue",
]);
