/** The measured files, and where the cursor is in them. */
import assert from "node:assert/strict";
import { check } from "../../server/src/index";
import { fixture } from "../support/fixtures";

export interface MeasuredFile {
  readonly name: string;
  readonly text: string;
  /** Offsets inside a member's name and inside a value that is one of a few. */
  readonly inName: number;
  readonly inValue: number;
}

const LINES = 5_000;

/** The sample of the README: one line, a mock integration. */
export function smallFile(): MeasuredFile {
  return measured("Small file: the sample", fixture("mock.json"));
}

/** An integration that has grown: thousands of templates and mappings, and the cursor behind them. */
export function largeFile(): MeasuredFile {
  const templates = Array.from({ length: 2_991 }, (_, i) => {
    const template = `#set($body = $input.path('$.orders[${i}]'))\n{"id": "$body.id", "amount": $body.amount}`;
    return `    "orders.created.v${i}": ${JSON.stringify(template)}`;
  });
  const parameters = Array.from({ length: 1_997 }, (_, i) => {
    return `    "integration.request.header.x-order-${i}": "route.request.body.order${i}"`;
  });
  const text = [
    "{",
    '  "Description": "Orders, all of them",',
    '  "RequestTemplates": {',
    templates.join(",\n"),
    "  },",
    '  "RequestParameters": {',
    parameters.join(",\n"),
    "  },",
    '  "IntegrationUri": "https://orders.example.com",',
    '  "IntegrationMethod": "POST",',
    '  "PassthroughBehavior": "NEVER",',
    '  "TimeoutInMillis": 29000,',
    '  "IntegrationType": "HTTP"',
    "}",
    "",
  ].join("\n");
  assert.equal(text.split("\n").length - 1, LINES);
  return measured(`Large file: ${LINES} lines`, text);
}

function measured(name: string, text: string): MeasuredFile {
  const wrong = check(text).problems.filter(({ severity }) => ["error", "warning"].includes(severity));
  assert.deepEqual(wrong, [], "The file is sound.");
  const member = text.indexOf('"IntegrationType"');
  return { name, text, inName: member + 5, inValue: text.indexOf(': "', member) + 4 };
}
