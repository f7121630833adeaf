import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { explainStageVariable } from "../../../server/src/features/docs/explain";
import { code, codeBlock, escaped, plainText } from "../../../server/src/features/docs/markdown";
import type { ApiFacts } from "../../../server/src/model/apiFacts";
import type { OperationName } from "../../../server/src/model/operationNames";
import { analyze, complete, hover } from "../../../server/src/service";

const IMAGES = [
  "![x](https://evil.example/a.png)",
  '<img src="https://evil.example/a.png">',
  "`![x](https://evil.example/a.png)",
  "``` ![x](https://evil.example/a.png)",
  "** ![x](https://evil.example/a.png)",
  "\\![x](https://evil.example/a.png)",
  "a\n\n![x](https://evil.example/a.png)",
  "&lt;img&gt;[a]: https://evil.example",
];

/** What has a meaning in Markdown: the text without code and escaped characters. */
function live(markdown: string): string {
  return markdown
    .replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, "")
    .replace(/\\[!-/:-@[-`{-~]/g, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
    .replace(/\[AWS documentation\]\(https:\/\/docs\.aws\.amazon\.com[^)\s]*\)/g, "");
}

function assertHarmless(markdown: string): void {
  assert.doesNotMatch(live(markdown), /!\[|\]\(|<\w|evil\.example\/a\.png\)/, markdown);
}

describe("text in Markdown", () => {
  for (const image of IMAGES) {
    const onOneLine = image.replace(/\n+/g, " ");
    it(`has no meaning: ${JSON.stringify(image)}`, () => {
      for (const markdown of [escaped(image), code(image), codeBlock(image, "vtl")]) assertHarmless(markdown);
      assert.equal(plainText(escaped(image)), onOneLine);
      assert.equal(plainText(code(image)), onOneLine);
      assert.equal(plainText(codeBlock(image, "vtl")), image);
    });
  }

  it("keeps ordinary names readable", () => {
    assert.equal(escaped("us-east-1"), "us-east-1");
    assert.equal(code("x-api-key"), "`x-api-key`");
    assert.equal(escaped("my_table"), "my\\_table");
    assert.equal(code("`a`"), "`` `a` ``");
  });

  it("becomes plain text", () => {
    assert.equal(
      plainText('**a** · `b`\n\n```json\n"c": "\\"**"\n```\n\n[AWS documentation](https://example.com)'),
      'a · b\n\n"c": "\\"**"\n\nAWS documentation: https://example.com',
    );
  });
});

describe("hovers and completion of hostile text", () => {
  /** [operation, a document around the text] */
  const places: readonly (readonly [OperationName, (text: string) => object])[] = [
    ["put-integration", (text) => ({ type: "HTTP", uri: `https://\${stageVariables.${text}}/{${text}}` })],
    [
      "put-integration",
      (text) => ({ type: "AWS", uri: `arn:${text}:apigateway:${text}:${text}:path/${text}` }),
    ],
    [
      "put-integration",
      (text) => ({ type: "AWS", uri: `arn:aws:apigateway:us-east-1:${text}.s3:action/${text}` }),
    ],
    ["put-integration", (text) => ({ credentials: `arn:aws:iam::${text}:role/${text}` })],
    [
      "put-integration",
      (text) => ({
        uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:${text}:${text}/invocations`,
      }),
    ],
    [
      "put-integration",
      (text) => ({
        requestParameters: {
          [`integration.request.header.${text}`]: `method.request.header.${text}`,
          [`integration.request.path.${text}`]: `stageVariables.${text}`,
          "integration.request.querystring.a": `'${text}'`,
          "integration.request.querystring.b": `method.request.body.${text}`,
        },
        requestTemplates: { "application/json": `#set($a = "${text}")$a $stageVariables.${text} $b` },
      }),
    ],
    [
      "put-integration-response",
      (text) => ({
        statusCode: text,
        responseParameters: { [`method.response.header.${text}`]: `integration.response.body.${text}` },
        responseTemplates: { "application/json": `#set($a = '\n\`\`\`\n${text}\n\`\`\`')$a` },
      }),
    ],
    [
      "create-integration",
      (text) => ({
        RequestParameters: {
          [`overwrite:header.${text}`]: `$request.header.${text}`,
          "append:header.a": `\${stageVariables.${text}} $request.body.${text} $context.${text}`,
        },
        ResponseParameters: { "200": { [`overwrite:header.${text}`]: "$response.header.a" } },
      }),
    ],
    ["create-integration", (text) => ({ TemplateSelectionExpression: `\${request.body.${text}}` })],
    [
      "create-integration-response",
      (text) => ({ TemplateSelectionExpression: `\${integration.response.header.${text}}` }),
    ],
  ];
  const factsWith = (text: string): ApiFacts => ({
    protocol: "REST",
    stages: [{ name: text, variables: { [text]: text } }],
    requestParameters: [`method.request.header.${text}`, `method.request.path.${text}`],
  });

  for (const text of IMAGES) {
    it(`show it as text: ${JSON.stringify(text)}`, () => {
      let count = 0;
      for (const [operation, documentWith] of places) {
        const source = JSON.stringify(documentWith(text), null, 1);
        const analysis = analyze(source, operation, { facts: factsWith(text) });
        for (let offset = 0; offset <= source.length; offset++) {
          const markdown = hover(analysis, offset)?.markdown;
          if (markdown !== undefined) {
            assertHarmless(markdown);
            if (markdown.includes("evil")) count++;
          }
          if (offset % 7 > 0) continue;
          for (const { documentation } of complete(analysis, offset)) assertHarmless(documentation);
        }
      }
      assert.ok(count > 0, "some hovers show the text");
      assertHarmless(explainStageVariable(text, factsWith(text)));
    }).timeout(20_000);
  }
});
