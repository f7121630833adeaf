import * as assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { useEditor } from "../support/page/useEditor";

const FILE = "shop.openapi.yaml";
const TEXT = `openapi: 3.0.1
info: { title: Shop, version: "1.0" }
paths:
  /orders/{id}:
    post:
      responses: { "200": { description: OK }, "404": { description: Not found } }
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders/invocations
        passthroughBehavior: never
        requestParameters:
          integration.request.header.X-Request-Id: context.requestId
        requestTemplates:
          application/json: |
            {"id": "$input.params('id')", "name": $input.json('$.name')}
          text/plain: |
            {"id": "$input.params('id')"}
        responses:
          "No order":
            statusCode: "404"
          "No order.*":
            statusCode: "404"
            responseTemplates:
              application/json: |
                {"error": $input.json('$.errorMessage')}
          default:
            statusCode: "200"
`;
const REQUEST = {
  path: "/orders/7",
  resourcePath: "/orders/{id}",
  headers: { "Content-Type": "application/json" },
  body: { name: "Rex" },
  backend: { error: "No order 7" },
};

describe("the simulation of a request", () => {
  const editor = useEditor({
    [FILE]: TEXT,
    "shop.openapi.request.json": `${JSON.stringify(REQUEST, null, 2)}\n`,
  });

  /** The document in the webview, once it shows the picture. */
  async function picture(text: string): Promise<Frame> {
    const { page } = editor();
    const find = async (): Promise<Frame | undefined> => {
      for (const frame of page.frames()) {
        const found = await frame
          .locator(".apigw-sequence text")
          .filter({ hasText: text })
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      return undefined;
    };
    for (;;) {
      const frame = await find();
      if (frame) return frame;
      // The content of a webview is a frame within frames, which are replaced as it changes.
      await page.waitForEvent("framenavigated", { timeout: 1000 }).catch(() => undefined);
    }
  }

  it("shows the steps and why the others were not taken", async () => {
    await editor().openFile(FILE);
    await editor().languageStatus.waitFor();
    await editor().goTo(11, 9);
    await editor().runCommand("API Gateway: Simulate Request");
    await editor().shows("its key does not match");
    await editor().showsLens("Show sequence diagram");
    await editor().picture("simulation", 640);
  });

  it("is drawn as a sequence diagram, in which every text has room", async () => {
    await editor()
      .page.locator(".codelens-decoration a")
      .filter({ hasText: "Show sequence diagram" })
      .click();
    const frame = await picture("POST /orders/7");
    await editor().page.locator(".tab.active").filter({ hasText: "Sequence POST" }).waitFor();
    const outside = await frame.locator(".apigw-sequence").evaluate((svg) => {
      const boxes = [...svg.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect());
      return [...svg.querySelectorAll("text")]
        .filter((text) => text.getAttribute("text-anchor") === null)
        .filter((text) => {
          const own = text.getBoundingClientRect();
          // The first rectangle is the background.
          return !boxes
            .slice(1)
            .some((box) => own.left >= box.left && own.right <= box.right && own.bottom <= box.bottom);
        })
        .map((text) => text.textContent);
    });
    assert.deepEqual(outside, []);
    await editor().picture("sequence", 640);
  });

  it("is saved as an SVG", async () => {
    await editor().page.locator('.editor-actions a[aria-label^="Save as SVG"]').click();
    // The dialog fills itself step by step: its list comes last, and before it, the key does nothing.
    await editor().quickPicks.filter({ hasText: ".." }).waitFor();
    assert.match(await editor().quickInput.inputValue(), /shop\.openapi\.POST-orders-id\.svg$/);
    await editor().press("Enter");
    await editor().quickInput.waitFor({ state: "hidden" });
    const svg = await editor().readFileWith("shop.openapi.POST-orders-id.svg", "</svg>");
    assert.match(svg, /^<svg xmlns=/);
    assert.doesNotMatch(svg, /nonce/);
  });

  it("follows changes of the sample request", async () => {
    await editor().page.locator(".tab").filter({ hasText: "Sequence POST" }).click();
    const changed = { ...REQUEST, body: { name: "Bello" } };
    await editor().writeFile("shop.openapi.request.json", JSON.stringify(changed));
    await picture('"name": "Bello"');
  });
});
