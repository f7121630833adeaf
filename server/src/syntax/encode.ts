import type { StringStyle } from "./nodes";
import { quoted } from "./printYaml";

/** Returns the function that encodes text for a string of that style. */
export function encoderOf(style: StringStyle): (text: string) => string {
  switch (style) {
    case "json":
      return (text) => JSON.stringify(text).slice(1, -1);
    case "double":
      return (text) => quoted(text).slice(1, -1);
    case "single":
      return (text) => text.replaceAll("'", "''");
    default:
      return (text) => text;
  }
}
