import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver/node";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../../server/src/service";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const VTL = `${FOLDER}/a.vtl`;
const YAML = `${FOLDER}/integration-params.yaml`;

/** The tokens as text: `line:character:length type.modifier`. */
function shown(data: readonly number[]): readonly string[] {
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const names = TOKEN_MODIFIERS.filter((_, bit) => modifiers & (1 << bit));
    found.push(`${line}:${character}:${length} ${[TOKEN_TYPES[type], ...names].join(".")}`);
  }
  return found;
}

function applied(data: readonly number[], { edits }: SemanticTokensDelta): readonly number[] {
  const changed = [...data];
  for (const { start, deleteCount, data: added = [] } of edits) changed.splice(start, deleteCount, ...added);
  return changed;
}

async function ask<T>(server: LspServer, method: string, uri: string, params = {}): Promise<T> {
  const answer = await server.ask<T>(`semanticTokens/${method}`, uri, params);
  assert.ok(answer);
  return answer;
}

function full(server: LspServer, uri: string): Promise<SemanticTokens> {
  return ask(server, "full", uri);
}

describe("semantic tokens", () => {
  it("are those of all templates in a file, by line", async () => {
    await withServer({}, async (server) => {
      await server.open(
        YAML,
        "IntegrationType: HTTP\nRequestTemplates:\n  application/json: |\n    #set($a = 1)\n    $a\n  a/b: $input.body\n",
        "yaml",
      );
      const { data } = await full(server, YAML);
      assert.deepEqual(shown(data), [
        "3:5:3 keyword",
        "3:10:1 variable.definition",
        "3:12:1 operator",
        "3:14:1 number",
        "4:5:1 variable",
        "5:8:5 variable.readonly.defaultLibrary",
        "5:14:4 property",
      ]);
      const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
      const part = await ask<SemanticTokens>(server, "range", YAML, { range });
      assert.deepEqual(shown(part.data), ["5:8:5 variable.readonly.defaultLibrary", "5:14:4 property"]);
    });
  });

  it("are sent as the difference to the last ones", async () => {
    await withServer({}, async (server) => {
      await server.open(VTL, "$a\n$b\n$c\n", "vtl");
      const first = await full(server, VTL);
      let data: readonly number[] = first.data;
      let previousResultId = first.resultId;
      for (const text of ["$a\n$b $d\n$c\n", "$a\n$b $d\n$c\n", "\n$a\n$c\n", "", "$input.body"]) {
        await server.change(VTL, { text });
        const delta = await ask<SemanticTokensDelta>(server, "full/delta", VTL, {
          previousResultId,
        });
        data = applied(data, delta);
        previousResultId = delta.resultId;
        const whole = await full(server, VTL);
        assert.deepEqual(data, whole.data);
        previousResultId = whole.resultId;
      }
    });
  });

  it("change by a few numbers for a keystroke in a large template", async () => {
    await withServer({}, async (server) => {
      const line = '#if($a)"$b.c"#end\n';
      await server.open(VTL, line.repeat(500), "vtl");
      const { resultId } = await full(server, VTL);
      await server.change(VTL, {
        range: { start: { line: 250, character: 6 }, end: { line: 250, character: 6 } },
        text: "a",
      });
      const { edits } = await ask<SemanticTokensDelta>(server, "full/delta", VTL, {
        previousResultId: resultId,
      });
      assert.ok(edits.length === 1 && (edits[0]?.data?.length ?? 0) < 10);
    });
  });

  it("are sent as a whole if the last ones are unknown", async () => {
    await withServer({}, async (server) => {
      await server.open(VTL, "$a", "vtl");
      const { data } = await ask<SemanticTokens>(server, "full/delta", VTL, {
        previousResultId: "unknown",
      });
      assert.deepEqual(shown(data), ["0:1:1 variable"]);
    });
  });

  it("are left to other servers in other files", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/other.json`;
      await server.open(uri, '{"a": "$b"}');
      assert.equal(await server.ask("semanticTokens/full", uri), null);
    });
  });
});
