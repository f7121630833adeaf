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
        '{"statusCode": <|"2000"|>, "selectionPattern": "a.*"}',
        "AG1101 error",
      ],
      ["a status code of 600", '{"statusCode": <|"600"|>, "selectionPattern": "a.*"}', "AG1101 error"],
      ["a dangling star", selected('"<|*|>Error.*"'), "AG1102 error"],
      ["an unclosed group", selected('".*<|(|>Error"'), "AG1102 error"],
      ["a missing pattern", `{"statusCode": <|"200"|>}`, "AG1109 information"],
      ["an empty input", "<|{|>}", "AG1109 information"],
      ["an empty pattern", selected('<|""|>'), "AG1109 information"],
      ["a pattern that matches everything", selected('<|".*"|>'), "AG1110 warning"],
      ["a pattern that matches any error", selected('".+"')],
      ["a single word", selected('<|"NotFound"|>'), "AG1111 hint"],
      ["alternative words", selected('<|"^(Bad Request|NotFound)$"|>'), "AG1111 hint"],
      ["a word with wildcards", selected('".*NotFound.*"')],
      ["a status code as a pattern", selected('"404"')],
      ["status code ranges as a pattern", selected('"4\\\\d{2}|5\\\\d{2}"')],
    ],
    PUT_RESPONSE,
  );
  itFixes(
    [
      ["AG1110", 'Write ".+"', selected('".*"'), selected('".+"')],
      ["AG1111", 'Write ".*NotFound.*"', selected('"NotFound"'), selected('".*NotFound.*"')],
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
