import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "mocha";
import { CLI, Workspace } from "./apigw";

const LIMIT_MS = 500;
/** One and a half times the limit, and what a busy machine may take to start the process. */
const MOST_MS = LIMIT_MS * 1.5 + 5000;
/** The heap, in megabytes, with which the process still ends by itself. */
const HEAP = 256;

const loops = (body: string): string =>
  `#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])${body}#end#end#end`;
const many = (count: number, text: string): string => `#set($t = "${text}")#set($s = $t.repeat(${count}))`;

/** Templates that never end, or need any amount of memory, and the problem that ends them. */
const hostile: Readonly<Record<string, string>> = {
  "a key of shared lists": `#set($l=[1])${"#set($l=[$l,$l])".repeat(40)}#set($m={})$!m.put($l,1)`,
  "a key of shared maps": `#set($a={})${'#set($a={"k":$a,"l":$a})'.repeat(30)}#set($m={})$!m.get($a)`,
  "the hash of shared lists": `#set($l=[1])${"#set($l=[$l,$l])".repeat(40)}$l.hashCode()`,
  "a comparison of shared lists": `#set($l=[1])#set($k=[1])${"#set($l=[$l,$l])#set($k=[$k,$k])".repeat(40)}#if($l==$k)#end`,
  "a growing list": `#set($l=[])${loops('$!l.add("aaaaaaaaaaaaaaaa$k")')}`,
  "a list added to itself": "#set($l=[1])#foreach($i in [1..40])$!l.addAll($l)#end",
  "a growing text in a list": `#set($l=[])${loops('#set($s="$!s abcdefghijklmnop")$!l.add($s)')}`,
  "large variables": `${many(2_000_000, "abcdefgh")}${Array.from({ length: 200 }, (_, i) => `#set($a${i}=$s+"${i}")$a${i}.indexOf("z")`).join("")}`,
  "escaping, over and over": `${many(1_000_000, "éé")}${loops("$util.escapeJavaScript($s).length()")}`,
  "Base64, over and over": `${many(1_000_000, "éé")}${loops("$util.base64Decode($util.base64Encode($s)).length()")}`,
  "URL encoding, over and over": `${many(1_000_000, "éé")}${loops("$util.urlDecode($util.urlEncode($s)).length()")}`,
  "JSON with many objects": `${many(6_000_000, "{},")}#set($s="["+$s+"]")$util.parseJson($s).size()`,
  "a text of many pieces": `${many(9_000_000, "a,")}$s.split(",").size()`,
  "a large range": "#set($l=[1..15000000])$l.add(1)$l",
  "endless output": loops("x"),
  "a pattern that backtracks": `${many(40, "a")}$s.matches("(a+)+c")`,
  "a long text with many stars": `${many(1_000_000, "a")}$s.matches("(.*)(.*)(.*)(.*)(.*)(.*)c")`,
};

describe("hostile templates end in time and memory", () => {
  const workspace = new Workspace();
  const run = (...args: readonly string[]) => {
    const started = performance.now();
    const result = spawnSync(process.execPath, [`--max-old-space-size=${HEAP}`, CLI, ...args], {
      cwd: workspace.folder,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    return { ...result, took: performance.now() - started };
  };

  for (const [what, template] of Object.entries(hostile)) {
    it(`with ${what}`, () => {
      workspace.write("template.vtl", template);
      const { status, stderr, took } = run("render", "template.vtl", "--milliseconds", String(LIMIT_MS));
      assert.equal(status, 1, stderr);
      assert.match(stderr, /error VTL-(?:time|steps|memory|output): /);
      assert.ok(took < MOST_MS, `took ${Math.round(took)} ms`);
    });
  }

  it("leaves ordinary templates alone", () => {
    const template = `#set($l=[])#set($m={})#foreach($i in [1..1000])$!l.add({"id": $i})#set($m["k$i"]=$l)#end$l.size() $m.size()`;
    workspace.write("template.vtl", template);
    const { status, stdout } = run("render", "template.vtl", "--milliseconds", "30000");
    assert.deepEqual([status, stdout.replace(/true|false/g, "").trim()], [0, "1000 1000"]);
  });

  it("refuses a limit that is not a number", () => {
    const { status, stderr } = run("render", "template.vtl", "--milliseconds", "soon");
    assert.equal(status, 2);
    assert.match(stderr, /invalid --milliseconds "soon"/);
  });

  const input = { restApiId: "a", resourceId: "b", httpMethod: "POST" };
  workspace.write(
    "put-integration.json",
    JSON.stringify({
      ...input,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
    }),
  );
  workspace.write(
    "put-integration-response.json",
    JSON.stringify({ ...input, statusCode: "500", selectionPattern: "(\\n|.)+Error" }),
  );

  for (const [length, expected] of [
    [500, /500/],
    [5000, /Java/],
  ] as const) {
    it(`with a pattern for an error message of ${length} characters`, () => {
      workspace.write("response.json", JSON.stringify({ error: `${"x".repeat(length)}Error` }));
      const files = ["put-integration.json", "put-integration-response.json"];
      const { stdout, stderr, took } = run("simulate", ...files, "--response", "response.json");
      assert.match(stdout, expected, stderr);
      assert.doesNotMatch(stdout + stderr, /contains itself|RangeError|call stack/);
      assert.ok(took < MOST_MS, `took ${Math.round(took)} ms`);
    });
  }
});
