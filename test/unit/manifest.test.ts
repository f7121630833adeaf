import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTree } from "jsonc-parser";
import { describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly group?: string;
  readonly when?: string;
}

const text = readFileSync(join(PROJECT, "package.json"), "utf8");
const { commands, menus } = JSON.parse(text).contributes as {
  readonly commands: readonly Entry[];
  readonly menus: Readonly<Record<string, readonly Entry[]>>;
};

/** The duplicate member names in objects, of which only the last one counts. */
function duplicateNames(node: ReturnType<typeof parseTree>): readonly string[] {
  const children = node?.children ?? [];
  const names = node?.type === "object" ? children.map((member) => String(member.children?.[0]?.value)) : [];
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index),
    ...children.flatMap(duplicateNames),
  ];
}

describe("the manifest", () => {
  it("has no duplicate member names", () => {
    assert.deepEqual(duplicateNames(parseTree(text)), []);
  });

  it("has an Explorer menu for files with our names, but not for those that only look like it", () => {
    const [{ when = "" } = {}] = menus["explorer/context"] ?? [];
    const pattern = /resourceFilename =~ \/(.+)\/i/.exec(when)?.[1];
    assert.ok(pattern, when);
    const names = (...all: readonly string[]) => all.filter((name) => new RegExp(pattern, "i").test(name));
    const ours = [
      "orders.integration.json",
      "create-integration.yaml",
      "orders-put-integration-response.yml",
      "orders.update-integration.json",
      "integration-params.json",
      "integration-response-params-2.json",
    ];
    assert.deepEqual(names(...ours), ours);
    assert.deepEqual(
      names(
        "docker-compose.integration.yml",
        "compose.integration.yaml",
        "tsconfig.integration.json",
        "jest.integration.json",
        "package.integration.json",
        "orders.json",
        "orders.put-integration.request.json",
      ),
      [],
    );
  });

  it("lists each command once per menu group, and only existing commands", () => {
    const known = new Set(commands.map(({ command }) => command));
    assert.ok(Object.keys(menus).length > 0);
    for (const [menu, entries] of Object.entries(menus)) {
      const placed = entries.map(
        ({ command = "", submenu = "", group = "" }) => `${menu} ${command}${submenu} ${group.split("@")[0]}`,
      );
      assert.deepEqual([...new Set(placed)], placed);
      for (const { command, submenu } of entries) {
        assert.ok(submenu === undefined ? known.has(command ?? "") : submenu in menus, command ?? submenu);
      }
    }
  });
});
