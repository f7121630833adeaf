import assert from "node:assert/strict";
import { describe } from "mocha";
import { hostedTemplates, templatePositionAt } from "../../../server/src/templates/hostedTemplate";
import { parseCursor } from "../../support/markers";
import { itInEveryHost, openHost } from "../../support/templateHosts";

describe("a template in its host", () => {
  itInEveryHost(
    [
      ["finds the cursor in a one-line template", "$input.js<|>on('$')"],
      ["finds the cursor in quotes", `{"a": "$inp<|>ut.params('it')"}`],
      ["finds the cursor in a later line", "#set($a = 1)\n{<|>\n$a}"],
      ["finds the cursor at the start", "<|>$input.body"],
      ["finds the cursor after special characters", '{"a": "😀\\\\\'"}\n\n  é<|>'],
    ],
    ({ host, marked }, [, template]) => {
      const { text, offset } = parseCursor(marked);
      const found = templatePositionAt(openHost(host, text), offset);
      assert.equal(found?.offset, parseCursor(template).offset);
      assert.deepEqual(
        found?.hosted.path,
        host.format === "vtl" ? [] : ["requestTemplates", "application/json"],
      );
    },
  );

  itInEveryHost([["maps each code unit to the host and back", "$a\"'😀b"]], ({ host, marked }) => {
    const [hosted] = hostedTemplates(openHost(host, marked));
    assert.ok(hosted);
    for (let offset = 0; offset < hosted.template.text.length; offset++) {
      assert.equal(hosted.map.toValue(hosted.map.toSourceOffset(offset)), offset);
    }
  });
});
