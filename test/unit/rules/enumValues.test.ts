import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { OPERATION_NAMES } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import { analyze } from "../../../server/src/service";
import { itFixes, itPointsAt } from "../../support/ruleCases";

/** The members of each operation with a fixed set of values. */
const enumerations = OPERATION_NAMES.flatMap((operation) =>
  [...OPERATIONS[operation].members.values()].flatMap(({ name, enum: values = [], values: offered = [] }) => {
    const known = values.length > 0 ? values : /method/i.test(name) ? offered : [];
    return known.length === 0 ? [] : [{ operation, name, known: known.map(({ value }) => value) }];
  }),
);

/** Likely misspellings: a letter left out, two swapped, lowercase, hyphens. */
function misspellings(value: string): readonly string[] {
  const middle = Math.floor(value.length / 2);
  const swapped = value.slice(0, -2) + value.slice(-1) + value.slice(-2, -1);
  return [
    value.slice(0, middle) + value.slice(middle + 1),
    swapped,
    value.toLowerCase(),
    value.toLowerCase().replaceAll("_", "-"),
  ];
}

describe("misspelled values", () => {
  for (const { operation, name, known } of enumerations) {
    it(`get a suggestion and a fix for ${name} of ${operation}`, () => {
      for (const value of known) {
        for (const misspelled of misspellings(value).filter((text) => !known.includes(text))) {
          for (const [format, text] of [
            ["json", JSON.stringify({ [name]: misspelled })],
            ["yaml", `${name}: "${misspelled}"\n`],
          ] as const) {
            const { problems } = analyze(text, operation, { format });
            const problem = problems.find(({ message }) => message.includes("is not a valid"));
            assert.ok(problem, `${misspelled} in ${format}`);
            assert.match(problem.message, /Did you mean \w+\?/, misspelled);
            assert.equal(problem.fixes?.length, 1);
            // Of a short value such as AWS or PUT, a misspelling may be as close to another one.
            if (value.length > 4) assert.match(problem.message, new RegExp(`Did you mean ${value}\\?`));
          }
        }
      }
    });

    it(`are not reported for ${name} of ${operation} when they are correct`, () => {
      for (const value of known) {
        const { problems } = analyze(JSON.stringify({ [name]: value }), operation);
        assert.ok(!problems.some(({ message }) => message.includes("is not a valid")), value);
      }
    });
  }

  itPointsAt([
    ["a misspelled type", '{"IntegrationType": <|"MOK"|>}', "AG0009 error"],
    [
      "a misspelled method",
      '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": <|"PSOT"|>}',
      "AG2071 error",
    ],
    [
      "a method to substitute",
      '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "${METHOD}"}',
    ],
  ]);
  itFixes([
    ["AG0009", 'Write "MOCK"', '{"IntegrationType": "MOK"}', '{"IntegrationType": "MOCK"}'],
    [
      "AG0009",
      'Write "AWS_PROXY"',
      '{"IntegrationType": "LAMBDA_PROXY"}',
      '{"IntegrationType": "AWS_PROXY"}',
    ],
    [
      "AG0009",
      'Write "CONVERT_TO_TEXT"',
      '{"ContentHandlingStrategy": "TEXT"}',
      '{"ContentHandlingStrategy": "CONVERT_TO_TEXT"}',
    ],
    ["AG2071", 'Write "POST"', '{"IntegrationMethod": "PSOT"}', '{"IntegrationMethod": "POST"}'],
  ]);
});
