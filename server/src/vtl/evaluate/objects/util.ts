/** `$util` */

import { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode } from "../../util";
import { JavaList, JavaMap, parseJson, type Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";
import { BlockReference } from "./block";
import { TemplateObject } from "./templateObject";

export class UtilObject extends TemplateObject {
  property(): Value {
    return null;
  }

  call(machine: Machine, name: string, values: readonly Value[]): Value | undefined {
    const [value] = values;
    if (values.length !== 1 || value === undefined) return undefined;
    if (name === "escapeJavaScript") {
      if (value === null) return null;
      const text = value instanceof BlockReference ? value.text(machine) : machine.print(value);
      if (text === undefined) return null;
      machine.meter.spend(text.length * 2);
      return escapeJavaScript(text);
    }
    if (typeof value !== "string") return undefined;
    machine.meter.spend(value.length * 2);
    switch (name) {
      case "parseJson":
        return parsed(value, machine);
      case "urlEncode":
        return urlEncode(value);
      case "urlDecode":
        return urlDecode(value) ?? fault("`$util.urlDecode` cannot decode this: invalid percent-encoding.");
      case "base64Encode":
        return base64Encode(value);
      case "base64Decode":
        return base64Decode(value) ?? fault("`$util.base64Decode` cannot decode this: invalid Base64.");
    }
    return undefined;
  }
}

function fault(message: string): never {
  throw new JavaFault(message);
}

/** On AWS, a JSON string gives its text, and numbers and text that is not JSON give an empty string. */
function parsed(text: string, { meter }: Machine): Value {
  const value = parseJson(text, meter);
  if (value instanceof JavaMap || value instanceof JavaList) return value;
  // The parser also takes text without quotes as a string.
  return typeof value === "string" && /^\s*"/.test(text) ? value : "";
}
