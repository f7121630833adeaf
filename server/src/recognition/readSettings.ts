import type { Settings } from "../protocol";
import type { Severity } from "../rules/engine/finding";
import { isRecord } from "../syntax/json";

/** Reads the settings, ignoring anything that does not have the expected shape. */
export function readSettings(value: unknown): Settings {
  const { files, pins, rules } = isRecord(value) ? value : {};
  return {
    files: Array.isArray(files) ? files.filter((file) => typeof file === "string") : [],
    pins: isRecord(pins)
      ? Object.fromEntries(
          Object.entries(pins).flatMap(([path, pin]) => (isRecord(pin) ? [[path, readPin(pin)]] : [])),
        )
      : {},
    rules: isRecord(rules) ? Object.fromEntries(Object.entries(rules).filter(isRuleSetting)) : {},
  };
}

const LEVELS: readonly unknown[] = ["off", "hint", "information", "warning", "error"];

function isRuleSetting(entry: [string, unknown]): entry is [string, Severity | "off"] {
  return LEVELS.includes(entry[1]);
}

function readPin({ operation, protocol }: Readonly<Record<string, unknown>>): Settings["pins"][string] {
  return {
    ...(typeof operation === "string" && { operation }),
    ...(typeof protocol === "string" && { protocol }),
  };
}
