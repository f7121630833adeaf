import { compilePath, readPath, stepsIn } from "../../server/src/vtl/jsonPath";
import {
  base64Decode,
  base64Encode,
  escapeJavaScript,
  urlDecode,
  urlEncode,
} from "../../server/src/vtl/util";
import { doubleText, parseJson, print, toJson, type Value } from "../../server/src/vtl/values";

const functions = { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode };

/** A query for test/oracle/JsonPathOracle.java. */
export type Question =
  | { readonly op: "parse"; readonly text: string }
  | { readonly op: "read"; readonly text: string; readonly path: string }
  | { readonly op: "double"; readonly text: string }
  | { readonly op: "util"; readonly name: UtilName; readonly text: string };

export type UtilName = keyof typeof functions;

/**
 * The result in Java: the printed value and its JSON, or the class of the exception. A path without a match
 * is a PathNotFoundException.
 */
export type Answer =
  | { readonly print: string; readonly json: string; readonly error?: undefined }
  | { readonly error: string; readonly print?: undefined; readonly json?: undefined };

/** A query with Java's answer, as stored in the recordings. */
export interface Recording {
  readonly question: Question;
  readonly answer: Answer;
}

const notFound = "PathNotFoundException";

/** Our answer. All exceptions other than PathNotFoundException are treated alike. */
export function answerAsJava(question: Question): Answer {
  const value = answerOf(question);
  if (value === "missing") return { error: notFound };
  return value === undefined ? { error: "other" } : { print: print(value.of), json: toJson(value.of) };
}

/** True if both have the same value, or neither has one for the same reason. */
export function agree(ours: Answer, theirs: Answer): boolean {
  if (ours.error === undefined || theirs.error === undefined) {
    return ours.error === theirs.error && ours.print === theirs.print && ours.json === theirs.json;
  }
  return (ours.error === notFound) === (theirs.error === notFound);
}

/** True for a path that uses features of JsonPath 2.4 and newer, which 2.0 cannot be asked about. */
export function isNewer(path: string): boolean {
  return stepsIn(compilePath(path)).some((step) => {
    switch (step.kind) {
      case "call":
      case "condition":
        return true;
      case "property":
        return step.isDoubleQuoted === true;
      case "index":
        return step.index < 0 && !step.fromSize;
      case "indexes":
        return step.indexes.some((index) => index < 0);
      default:
        return false;
    }
  });
}

/** Wraps the value in an object, because null is a value, too. */
function answerOf(question: Question): { readonly of: Value } | "missing" | undefined {
  switch (question.op) {
    case "parse":
      return boxed(parseJson(question.text));
    case "double":
      return boxed(doubleText(Number(question.text)));
    case "util":
      return boxed(functions[question.name](question.text));
    case "read": {
      const document = parseJson(question.text);
      if (document === undefined) return undefined;
      const result = readPath(compilePath(question.path), document);
      if (result.kind === "missing") return "missing";
      return result.kind === "value" ? boxed(result.value) : undefined;
    }
  }
}

function boxed(value: Value | undefined): { readonly of: Value } | undefined {
  return value === undefined ? undefined : { of: value };
}
