import { describe } from "mocha";
import { itFixes, itPointsAt } from "./restCases";

const PUT_RESPONSE = "put-integration-response";
const STATUS = '"statusCode": "500"';
const of = (members: string): string => `{${STATUS}, "selectionPattern": "5\\\\d{2}", ${members}}`;
/** An integration response with a pattern, given as JSON. */
const selected = (pattern: string): string => `{${STATUS}, "selectionPattern": ${pattern}}`;
const mapped = (entries: string): string => of(`<|"responseParameters"|>: {${entries}}`);
const unmarked = (entries: string): string => of(`"responseParameters": {${entries}}`);
const set = (value: string): string => mapped(`"method.response.header.<|X|>": ${value}`);
const HINTS = ["AG1106 hint", "AG1105 hint"] as const;

describe("the rules for when a REST integration response applies", () => {
  itPointsAt(
    [
      [
        "a status code of four digits",
        '{"statusCode": <|"2000"|>, "selectionPattern": "(?s)a.*"}',
        "AG1101 error",
      ],
      ["a status code of 600", '{"statusCode": <|"600"|>, "selectionPattern": "(?s)a.*"}', "AG1101 error"],
      ["a dangling star", selected('"<|*|>Error.*"'), "AG1102 error"],
      ["an unclosed group", selected('".*<|(|>Error"'), "AG1102 error"],
      ["a missing pattern", `{"statusCode": <|"200"|>}`, "AG1109 information"],
      ["an empty input", "<|{|>}", "AG1109 information"],
      ["an empty pattern", selected('<|""|>'), "AG1109 information"],
      ["a pattern that matches everything", selected('<|".*"|>'), "AG1110 warning"],
      ["a pattern that matches any error", selected('"(?s).+"')],
      ["a single word", selected('<|"NotFound"|>'), "AG1111 hint"],
      ["alternative words", selected('<|"^(Bad Request|NotFound)$"|>'), "AG1111 hint"],
      ["a word with wildcards", selected('"(?s).*NotFound.*"')],
      ["a status code as a pattern", selected('"404"')],
      ["status code ranges as a pattern", selected('"4\\\\d{2}|5\\\\d{2}"')],
    ],
    PUT_RESPONSE,
  );
  itFixes(
    [
      ["AG1110", 'Write "(?s).+"', selected('".*"'), selected('"(?s).+"')],
      ["AG1111", 'Write "(?s).*NotFound.*"', selected('"NotFound"'), selected('"(?s).*NotFound.*"')],
    ],
    PUT_RESPONSE,
  );
});

describe("the rules for what a selection pattern matches", () => {
  itPointsAt(
    [
      ["a word in brackets", selected('"^<|[BadRequest]|>.*"'), "AG1120 warning"],
      ["words in brackets", selected('"<|[Bad Request|NotFound]|>.*"'), "AG1120 warning"],
      ["a word in brackets, repeated", selected('".*<|[error]|>+"'), "AG1120 warning"],
      ["a status code in brackets", selected('".*<|[404]|>.*"'), "AG1120 warning"],
      ["two words in brackets", selected('"<|[Conflict]|>|<|[Gone]|>"'), "AG1120 warning", "AG1120 warning"],
      ["escaped brackets", selected(String.raw`"(?s)\\[BadRequest\\].*"`)],
      ["a set of letters", selected('"(?s)[aeiou][a-zA-Z_]*[Ee]rror.*[^BadRequest][abcdefABCDEF]"')],
      ["a set of digits", selected(String.raw`"[45]\\d[013]"`)],
      ["an alternative of one digit", selected(String.raw`"<|4|>|5\\d{2}"`), "AG1121 warning"],
      ["anchored alternatives", selected(String.raw`"^<|4|>|5\\d{2}$"`), "AG1121 warning"],
      ["alternatives in a group", selected(String.raw`"^(?:5\\d{2}|<|4|>)$"`), "AG1121 warning"],
      ["only first digits", selected('"<|4|>|<|5|>"'), "AG1121 warning", "AG1121 warning"],
      ["a set of first digits", selected('<|"[45]"|>'), "AG1121 warning"],
      ["two digits of a status code", selected(String.raw`<|"5\\d"|>`), "AG1121 warning"],
      ["two digits among status codes", selected('"404|<|50|>"'), "AG1121 warning"],
      ["a status class", selected('"<|5xx|>|<|4XX|>"'), "AG1121 warning", "AG1121 warning"],
      ["a set with escaped brackets", selected(String.raw`<|"\\[45\\]\\d{2}"|>`), "AG1121 warning"],
      ["alternatives of status codes", selected(String.raw`"4\\d{2}|5\\d{2}|(4|5)\\d\\d|30[12]"`)],
      ["an exception among status codes", selected(String.raw`"2(?!06)\\d{2}"`)],
      ["a digit anywhere", selected('"4.*|.*5.*"')],
      ["a repeated group", selected('"(4|5){3}"')],
      ["a number of another length", selected(String.raw`"1001|1\\d{3}"`)],
      ["a number that may be a message", selected('"50"')],
      ["an escaped backslash before d", selected(String.raw`"5<|\\\\d|>{2}"`), "AG1122 warning"],
      ["an escaped backslash before a dot", selected(String.raw`"a<|\\\\.|>com"`), "AG1122 warning"],
      [
        "escaped backslashes before brackets",
        selected(String.raw`"<|\\\\[|>BadRequest\\\\] (Name|Age)"`),
        "AG1122 warning",
      ],
      ["a path", selected(String.raw`"(?s)C:\\\\data\\\\.* not found"`)],
      ["the text of a word", selected('"<|.*|>NotFound.*"'), "AG1123 hint"],
      ["the start of a message", selected('"Invalid<|.*|>"'), "AG1123 hint"],
      ["any error", selected('<|".+"|>'), "AG1123 hint"],
      ["a flag without s", selected('"(?i)Invalid<|.*|>"'), "AG1123 hint"],
      ["a dot that matches line breaks", selected('"(?is)Invalid.*"')],
      ["line breaks and dots", selected(String.raw`"(\\n|.)*Invalid(\\n|.)*"`)],
      ["any character of a status code", selected('"4.*"')],
    ],
    PUT_RESPONSE,
  );
  itFixes(
    [
      [
        "AG1120",
        "Escape the brackets",
        selected('"^[BadRequest].*"'),
        selected(String.raw`"^\\[BadRequest\\].*"`),
      ],
      [
        "AG1121",
        String.raw`Write "4\d{2}|5\d{2}"`,
        selected(String.raw`"4|5\\d{2}"`),
        selected(String.raw`"4\\d{2}|5\\d{2}"`),
      ],
      ["AG1121", String.raw`Write "5\d{2}"`, selected('"5xx"'), selected(String.raw`"5\\d{2}"`)],
      ["AG1121", String.raw`Write "[45]\d{2}"`, selected('"[45]"'), selected(String.raw`"[45]\\d{2}"`)],
      [
        "AG1121",
        String.raw`Write "[45]\d{2}"`,
        selected(String.raw`"\\[45\\]\\d{2}"`),
        selected(String.raw`"[45]\\d{2}"`),
      ],
      [
        "AG1122",
        "Remove one level of escaping",
        selected(String.raw`"4\\\\d{2}|5\\\\d{2}"`),
        selected(String.raw`"4\\d{2}|5\\d{2}"`),
      ],
      ["AG1123", "Let the dot match line breaks", selected('".*NotFound.*"'), selected('"(?s).*NotFound.*"')],
    ],
    PUT_RESPONSE,
  );
});

describe("the rules for what a REST integration response sets", () => {
  itPointsAt(
    [
      ["a mapping to the body", mapped(`"method.response.<|body|>.x": "'1'"`), "AG1106 hint", "AG1103 error"],
      ["an HTTP API key", mapped(`<|"overwrite:header.x"|>: "'1'"`), "AG1106 hint", "AG1103 error"],
      [
        "a name in brackets",
        mapped(`"method.response.header.a<|[]|>": "'1'"`),
        "AG1106 hint",
        "AG1103 error",
      ],
      ["a bare star", set('<|"*"|>'), ...HINTS, "AG1104 error"],
      ["a request source", set('"<|method.request|>.header.y"'), ...HINTS, "AG1104 error"],
      ["an empty value", set('<|""|>'), ...HINTS, "AG1104 error"],
      ["a body path", set('"integration.response.body.items[0].id"'), ...HINTS],
      ["a static header", set(`"'*'"`), ...HINTS],
      [
        "a header name in lowercase",
        set('"integration.response.header.<|content-type|>"'),
        ...HINTS,
        "AG1112 hint",
      ],
      ["a custom header name", set('"integration.response.header.x-my-id"'), ...HINTS],
      ["true for a header", set("<|true|>"), ...HINTS, "AG1107 error"],
      ["a number for a template", of('"responseTemplates": {"application/json": <|1|>}'), "AG1107 error"],
      ["an object for a template", of('"responseTemplates": {"application/json": <|{}|>}'), "AG0025 error"],
      [
        "binary content for a template",
        of('"responseTemplates": {"application/json": "1"}, "contentHandling": <|"CONVERT_TO_BINARY"|>'),
        "AG1108 warning",
      ],
      ["an empty template", of('"responseTemplates": {"application/json": <|""|>}'), "AG1113 information"],
      [
        "invalid template keys",
        of('<|"responseTemplates"|>: {"text/plain": "1", <|"xml"|>: "1"}'),
        "AG1055 information",
        "AG1054 warning",
      ],
      [
        "a template of more than 300 KB",
        of(`"responseTemplates": {<|"text/plain"|>: "${" ".repeat(307_201)}"}`),
        "AG1052 warning",
      ],
    ],
    PUT_RESPONSE,
  );
  itFixes(
    [
      [
        "AG1103",
        'Rename to "method.response.header.x"',
        unmarked(`"append:header.x": "'1'"`),
        unmarked(`"method.response.header.x": "'1'"`),
      ],
      [
        "AG1104",
        "Enclose in single quotes",
        unmarked('"method.response.header.X": "*"'),
        unmarked(`"method.response.header.X": "'*'"`),
      ],
      [
        "AG1107",
        'Write "1"',
        of('"responseTemplates": {"application/json": 1}'),
        of('"responseTemplates": {"application/json": "1"}'),
      ],
    ],
    PUT_RESPONSE,
  );
});
