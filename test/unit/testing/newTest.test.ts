import { strict as assert } from "node:assert";
import { addTest, type NewTest } from "../../../server/src/testing";

const FILES: Readonly<Record<string, string>> = {
  "hello.vtl": `{"name": "$input.path('$.name')"}`,
  "rex.request.json": `{"body": {"name": "Rex"}}`,
};

const REX: NewTest = { name: "Rex", request: "rex.request.json", expect: "actual" };

function added(
  before: string | undefined,
  test: NewTest = REX,
  path = "hello.test.json",
): string | undefined {
  return addTest(before, path, test, (each) => FILES[each])?.text;
}

describe("a new test", () => {
  it("is written to a new file, with what happens as the expectation", () => {
    const text = added(undefined) ?? "";
    assert.deepEqual(JSON.parse(text), {
      tests: [{ name: "Rex", request: "rex.request.json", expect: { output: { name: "Rex" } } }],
    });
    assert.match(text, /^\{\n {2}"tests": \[\n/);
  });

  it("is added after the other tests, with a name of its own", () => {
    const before = '{\n  "tests": [\n    {\n      "name": "Rex"\n    }\n  ]\n}\n';
    assert.equal(
      added(before, { name: "Rex", template: "a/b", expect: "snapshot" }),
      '{\n  "tests": [\n    {\n      "name": "Rex"\n    },\n    {\n      "name": "Rex 2",\n      "template": "a/b",\n      "expect": "snapshot"\n    }\n  ]\n}\n',
    );
  });

  it("stays in the line of the other tests, and keeps line breaks", () => {
    assert.equal(
      added('{"tests": [{"name": "a"}]}', { name: "b", expect: "snapshot" }),
      '{"tests": [{"name": "a"}, {"name":"b","expect":"snapshot"}]}',
    );
    assert.equal(
      added('{\r\n  "tests": [\r\n    {"name": "a"}\r\n  ]\r\n}', { name: "b", expect: "snapshot" }),
      '{\r\n  "tests": [\r\n    {"name": "a"},\r\n    {\r\n      "name": "b",\r\n      "expect": "snapshot"\r\n    }\r\n  ]\r\n}',
    );
  });

  it("is added to YAML, with its comments", () => {
    const before = "# Ours\ntests:\n  - name: a # first\n    expect: snapshot\n# The end\n";
    assert.equal(
      added(before, { name: "b", expect: "snapshot" }, "hello.test.yaml"),
      "# Ours\ntests:\n  - name: a # first\n    expect: snapshot\n  - name: b\n    expect: snapshot\n# The end\n",
    );
    const actual = added("tests:\n- name: a\n", REX, "hello.test.yaml") ?? "";
    assert.match(actual, /^tests:\n- name: a\n- name: Rex\n {2}request: rex\.request\.json\n {2}expect:/);
    assert.match(actual, /name: Rex\n$|"name": ?"Rex"/m);
  });

  it("is added to a file without tests, and to nothing else", () => {
    assert.deepEqual(JSON.parse(added('{"file": "hello.vtl"}', { name: "b", expect: "snapshot" }) ?? ""), {
      file: "hello.vtl",
      tests: [{ name: "b", expect: "snapshot" }],
    });
    assert.equal(added("[]"), undefined);
    assert.equal(added('{"tests": 1}'), undefined);
  });

  it("expects nothing if it cannot run", () => {
    const text = added(undefined, { ...REX, request: "gone.request.json" }) ?? "";
    assert.deepEqual(JSON.parse(text), { tests: [{ name: "Rex", request: "gone.request.json" }] });
  });
});
