import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Template, type TemplateScope } from "../../../server/src/rules/engine/template";
import { outputLanguage } from "../../../server/src/service";
import { renderTemplate } from "../../../server/src/vtl";

function languageOf(text: string, scope: TemplateScope): string {
  return outputLanguage(new Template(text, scope), renderTemplate(text, {}));
}

describe("the language of an output", () => {
  for (const [what, text, scope, expected] of [
    ["JSON by its content type", "{}", { contentType: "application/json" }, "json"],
    ["JSON by its suffix", "{}", { contentType: "application/problem+json" }, "json"],
    ["JSON that is broken", "{", { contentType: "application/json" }, "json"],
    ["JSON for a backend that needs it", "x", { kind: "request", backend: "lambda" }, "json"],
    ["a form", "Action=Send&a=1", { contentType: "application/json" }, "plaintext"],
    ["text that looks like JSON", "{}", { contentType: "text/plain" }, "plaintext"],
    ["XML", "<a/>", { contentType: "application/xml" }, "xml"],
    ["SOAP", "<a/>", { contentType: "application/soap+xml" }, "xml"],
    ["text in XML", "<a/>", { contentType: "text/xml" }, "xml"],
    ["HTML", "<p>", { contentType: "text/html" }, "html"],
    ["XHTML", "<p/>", { contentType: "application/xhtml+xml" }, "html"],
    ["a script", "a()", { contentType: "application/javascript" }, "javascript"],
    ["CSS", "a {}", { contentType: "text/css" }, "css"],
    ["YAML", "a: 1", { contentType: "application/x-yaml" }, "yaml"],
    ["a template of which nothing is known, by how it starts", ' {"a": 1}', {}, "json"],
    ["text of which nothing is known", "Hello", {}, "plaintext"],
    ["the JSON of a MOCK", '{"statusCode": 200}', { kind: "request", integrationType: "MOCK" }, "json"],
    [
      "the relaxed form of a MOCK",
      "{statusCode: 200}",
      { kind: "request", integrationType: "MOCK" },
      "plaintext",
    ],
    [
      "what an override says",
      "#set($context.responseOverride.header.content-type = 'text/html; charset=utf-8')<p>",
      { kind: "response", contentType: "application/json" },
      "html",
    ],
  ] as const) {
    it(`is ${expected} for ${what}`, () => assert.equal(languageOf(text, scope), expected));
  }

  it("is JSON for what can be read as JSON if nothing is known about the template", () => {
    assert.equal(outputLanguage(undefined, renderTemplate("[1]", {})), "json");
    assert.equal(outputLanguage(undefined, renderTemplate("[1", {})), "plaintext");
  });
});
