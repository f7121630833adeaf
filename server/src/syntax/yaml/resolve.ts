/** The type of an unquoted scalar: a core type of YAML 1.2, or a date, as the AWS CLI reads it. */
export type Resolved =
  | { readonly kind: "string" }
  | { readonly kind: "null" }
  | { readonly kind: "date" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number; readonly whole: boolean };

/** YAML 1.1 adds the booleans `yes`, `no`, `on` and `off`, octal numbers and base-60 numbers. */
export type YamlVersion = "1.1" | "1.2";

const STRING: Resolved = { kind: "string" };
const DATE =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/;
const FLOAT =
  /^[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]?\d+)?$|^[-+]?\d[\d_]*[eE][-+]?\d+$|^[-+]?\.[\d_]+(?:[eE][-+]\d+)?$/;
const INTEGER = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*)$/;
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
const MAYBE_SPECIAL = /^[-+.\d~nNtTfFyYoO]/;

/** Returns the type and value that the AWS CLI gives to an unquoted scalar. */
export function resolvePlain(text: string, version: YamlVersion): Resolved {
  if (text === "") return { kind: "null" };
  if (!MAYBE_SPECIAL.test(text)) return STRING;
  return (
    resolveWord(text, version) ??
    resolveNumber(text, version) ??
    (DATE.test(text) ? { kind: "date" } : STRING)
  );
}

function resolveWord(text: string, version: YamlVersion): Resolved | undefined {
  if (/^(?:~|null|Null|NULL)$/.test(text)) return { kind: "null" };
  if (/^(?:true|True|TRUE)$/.test(text)) return { kind: "boolean", value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { kind: "boolean", value: false };
  if (version === "1.2") return undefined;
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON)$/.test(text)) return { kind: "boolean", value: true };
  if (/^(?:n|N|no|No|NO|off|Off|OFF)$/.test(text)) return { kind: "boolean", value: false };
  return undefined;
}

function resolveNumber(text: string, version: YamlVersion): Resolved | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "").replaceAll("_", "");
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return float(sign * Number.POSITIVE_INFINITY);
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return float(Number.NaN);
  if (FLOAT.test(text)) return float(sign * Number(digits));
  if (version === "1.1" && BASE_60.test(text)) {
    const value = sign * digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return { kind: "number", value, whole: !digits.includes(".") };
  }
  if (!INTEGER.test(text)) return undefined;
  if (version === "1.2") return { kind: "number", value: sign * Number(digits), whole: true };
  if (/^0o/.test(digits)) return undefined;
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return { kind: "number", value: sign * value, whole: true };
}

function float(value: number): Resolved {
  return { kind: "number", value, whole: false };
}
