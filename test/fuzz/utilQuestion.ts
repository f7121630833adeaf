import type { Question } from "../support/java";
import type { Random } from "./random";

const pieces = [
  "a",
  "Z",
  "0",
  " ",
  "+",
  "%",
  "é",
  "😀",
  "/",
  "'",
  '"',
  "\\",
  "=",
  "-",
  "_",
  ".",
  "*",
  "~",
  "&",
  "%41",
  "%C3%A9",
  "%e2%82",
  "%F0%9F%98%80",
  "%+f",
  "%-0",
  "%-1",
  "%zz",
  "%4",
  "\ud83d",
  "\ude00",
  "\u2028",
  "\n",
  "\u0001",
  "\u007f",
  "==",
  "QUJD",
  "QQ==",
  "QUI=",
  "YQ",
  "%ED%A0%80",
  "%C0%80",
  "%f5",
  "%80",
  "\u00ff",
  "4pyT",
  "//8=",
  "gA==",
  "8J+YgA==",
] as const;

const functions = ["escapeJavaScript", "urlEncode", "urlDecode", "base64Encode", "base64Decode"] as const;

/** A call of a $util function with input that is hard to handle. */
export function utilQuestion(random: Random): Question {
  return {
    op: "util",
    name: random.pick(functions),
    text: random.some(6, () => random.pick(pieces)).join(""),
  };
}
