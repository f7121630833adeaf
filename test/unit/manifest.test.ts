import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTree } from "jsonc-parser";
import { describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";

interface Entry {
  readonly command: string;
  readonly group?: string;
}

const text = readFileSync(join(PROJECT, "package.json"), "utf8");
const { commands, menus } = JSON.parse(text).contributes as {
  readonly commands: readonly Entry[];
  readonly menus: Readonly<Record<string, readonly Entry[]>>;
};

/** The names that one object has twice: of such members only the last counts. */
function doubles(node: ReturnType<typeof parseTree>): readonly string[] {
  const children = node?.children ?? [];
  const names = node?.type === "object" ? children.map((member) => String(member.children?.[0]?.value)) : [];
  return [...names.filter((name, index) => names.indexOf(name) !== index), ...children.flatMap(doubles)];
}

describe("the manifest", () => {
  it("has no object with a name twice", () => {
    assert.deepEqual(doubles(parseTree(text)), []);
  });

  it("has no command twice in a menu's group, and none that there is not", () => {
    const known = new Set(commands.map(({ command }) => command));
    assert.ok(Object.keys(menus).length > 0);
    for (const [menu, entries] of Object.entries(menus)) {
      const placed = entries.map(({ command, group = "" }) => `${menu} ${command} ${group.split("@")[0]}`);
      assert.deepEqual([...new Set(placed)], placed);
      for (const { command } of entries) assert.ok(known.has(command), command);
    }
  });
});
