import { HOST_NAMES, type HostSettings } from "../hosts/host";
import type { Settings } from "../protocol";
import type { Severity } from "../rules/engine/finding";
import { isRecord } from "../syntax/json";

/** Reads the settings, ignoring anything that does not have the expected shape. */
export function readSettings(value: unknown): Settings {
  const { files, templateFiles, tests, models, inlayHints, pins, rules, hosts } = isRecord(value)
    ? value
    : {};
  return {
    files: readGlobs(files),
    templateFiles: readGlobs(templateFiles),
    tests: readGlobs(tests),
    models: isRecord(models) ? Object.fromEntries(Object.entries(models).filter(isText)) : {},
    inlayHints: readHints(inlayHints),
    pins: isRecord(pins)
      ? Object.fromEntries(
          Object.entries(pins).flatMap(([path, pin]) => (isRecord(pin) ? [[path, readPin(pin)]] : [])),
        )
      : {},
    rules: isRecord(rules) ? Object.fromEntries(Object.entries(rules).filter(isRuleSetting)) : {},
    hosts: readHosts(hosts),
  };
}

function readGlobs(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((glob) => typeof glob === "string") : [];
}

function readHints(value: unknown): Settings["inlayHints"] {
  const { types, values } = isRecord(value) ? value : {};
  return { types: types === true, values: values === true };
}

function readHosts(value: unknown): HostSettings {
  const given = isRecord(value) ? value : {};
  return Object.fromEntries(
    HOST_NAMES.filter((name) => typeof given[name] === "boolean").map((name) => [name, given[name] === true]),
  );
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
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
