import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { type NeovimResult, type NeovimRun, needNeovim, runNeovim } from "../support/neovim";

const LIMIT_MS = 60_000;

/** The sign before the variable takes two UTF-16 units and four bytes, so mixed-up columns are noticed. */
const TEMPLATE = `#set($total = $util.parseJson($input.body).size())
#if($total > 0)
{"🧾": "$total", "all": $total}
#end`;

/** The same template in each kind of file, and the file after the rename and after formatting. */
const HOSTS = [
  {
    name: "a JSON string",
    file: "integration-params.json",
    filetype: "json",
    text: `{"RequestTemplates":  {"a/b": ${JSON.stringify(TEMPLATE)}}}\n`,
    definedIn: 1,
    format: (text: string): string => `${JSON.stringify(JSON.parse(text), null, 2)}\n`,
  },
  {
    name: "a YAML block",
    file: "integration-params.yaml",
    filetype: "yaml",
    text: `ApiId: a1b2c3d4e5  \nRequestTemplates:\n  a/b: |-\n    ${TEMPLATE.replaceAll("\n", "\n    ")}\n`,
    definedIn: 4,
    format: (text: string): string => text.replace("5  \n", "5\n"),
  },
  {
    name: "a .vtl file",
    file: "orders.vtl",
    filetype: "velocity",
    text: `${TEMPLATE}\n`,
    definedIn: 1,
    format: (text: string): string => text.replace('{"🧾"', '  {"🧾"'),
  },
] as const;

describe("Neovim", () => {
  let run: NeovimRun;

  before("run nvim", async function () {
    needNeovim(this);
    this.timeout(LIMIT_MS + 5000);
    const files = HOSTS.map(({ file: name, filetype, text }) => ({
      name,
      filetype,
      text,
      call: text.indexOf("$input.body"),
      variable: text.indexOf("total}") + 1,
      newName: "sum",
    }));
    run = await runNeovim(files, LIMIT_MS);
  });

  HOSTS.forEach(({ name, text, definedIn, format }, index) => {
    const result = (): NeovimResult => {
      const found = run.files[index];
      assert.ok(found);
      return found;
    };

    it(`shows the signature of a call in ${name}`, () => {
      const { signatures, activeSignature, activeParameter } = result().signatureHelp;
      assert.match(signatures[activeSignature ?? 0]?.label ?? "", /parseJson\(/);
      assert.equal(activeParameter ?? signatures[0]?.activeParameter, 0);
    });

    it(`jumps to the definition of a variable in ${name}`, () => {
      const { line, rest } = result().definition;
      assert.equal(line, definedIn);
      assert.match(rest, /^total = \$util\.parseJson/);
    });

    it(`renames a variable in ${name}`, () => {
      assert.equal(result().renamed, text.replaceAll("$total", "$sum"));
    });

    it(`formats ${name}`, () => {
      assert.equal(result().formatted, format(text.replaceAll("$total", "$sum")));
    });
  });

  it("stops the server cleanly", () => {
    assert.equal(run.exitCode, 0);
  });
});
