import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import type { InputRule } from "../../../server/src/rules/engine/rule";
import { analyze, edit, formatOfFileName } from "../../../server/src/service";
import type { MemberNode, ObjectNode } from "../../../server/src/syntax/nodes";
import { applyEdits } from "../../support/edits";

/** The members with a string, in maps and structures as well. */
function* stringMembers(object: ObjectNode): Generator<MemberNode> {
  for (const member of object.members) {
    if (member.value?.kind === "object") yield* stringMembers(member.value);
    else if (member.value?.kind === "string" && member.value.value !== "") yield member;
  }
}

const files = RULES.filter((rule): rule is InputRule => rule.on === "input").map(({ code, good }) => ({
  code,
  ...good,
}));

describe("fixes that remove an empty member", () => {
  for (const { code, text, operation = "create-integration", protocol, facts, fileName = "" } of files) {
    it(`cause no error in the good example of ${code}`, () => {
      const options = {
        format: formatOfFileName(fileName),
        ...(protocol && { protocol }),
        ...(facts && { facts }),
      };
      const { document } = analyze(text, operation, options);
      assert.ok(document.root?.kind === "object");
      for (const { key, value } of stringMembers(document.root)) {
        assert.ok(value);
        const emptied = `${text.slice(0, value.span.start)}""${text.slice(value.span.end)}`;
        const before = analyze(emptied, operation, options);
        const errors = new Set(errorsOf(before));
        for (const { code: fixed, fixes = [] } of before.problems) {
          for (const { change, title } of fixes) {
            if (change.kind !== "removeMember" || change.member.value?.span.start !== value.span.start)
              continue;
            const after = analyze(applyEdits(emptied, edit(before.document, change)), operation, options);
            const added = errorsOf(after).filter((error) => !errors.has(error));
            assert.deepEqual(added, [], `${fixed}: ${title}, for an empty ${key.value}`);
          }
        }
      }
    });
  }
});

function errorsOf({ problems }: ReturnType<typeof analyze>): readonly string[] {
  return problems.flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
}
