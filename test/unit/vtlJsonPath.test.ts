import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { compilePath, faultMessage, type PathFaultKind, readPath } from "../../server/src/vtl/jsonPath";
import { type Budget, JavaList, parseJson, toJson, type Value } from "../../server/src/vtl/values";

const store = parsed(`{"book": [
  {"title": "A", "price": 8.95, "isbn": "1", "tags": ["x", "y"]},
  {"title": "B", "price": 12.99},
  {"title": "it's", "price": 22.99, "isbn": null}
], "bicycle": {"color": "red", "price": 19.95}, "limit": 10, "a b": 1}`);

function parsed(text: string): Value {
  const value = parseJson(text);
  assert.ok(value !== undefined);
  return value;
}

/** The JSON of what a path leads to, or `missing` or `error`. */
function read(path: string, document = store): string {
  const result = readPath(compilePath(path), document);
  return result.kind === "value" ? toJson(result.value) : result.kind;
}

describe("JSONPath: reading", () => {
  const cases: readonly (readonly [path: string, result: string])[] = [
    ["$.bicycle.color", '"red"'],
    ["bicycle.color", '"red"'],
    ["$['a b']", "1"],
    ["$.book[1].title", '"B"'],
    ["$.book[-1].title", "missing"],
    ["$.book[(@.length-1)].title", '"it\'s"'],
    ["$.book[-1:].title", '["it\'s"]'],
    ["$.book[0,2].title", '["A","it\'s"]'],
    ["$.book[:2].price", "[8.95,12.99]"],
    ["$.book[*].isbn", '["1",null]'],
    ["$..price", "[8.95,12.99,22.99,19.95]"],
    ["$.book[?(@.isbn)].title", '["A"]'],
    ["$.book[?(!@.isbn)].title", '["B","it\'s"]'],
    ["$.book[?(@.price < $.limit)].title", '["A"]'],
    ["$.book[?(@.price < 10 || @.price > 20)].title", '["A","it\'s"]'],
    ["$.book[?(@.title =~ /a|b/i)].title", '["A","B"]'],
    ["$.book[?(@.title == 'it\\'s')].price", "[22.99]"],
    ["$.book[0]['title','price']", '{"title":"A","price":8.95}'],
    ["$.none", "missing"],
    ["$.none.deeper", "missing"],
    ["$.none[*]", "[]"],
    ["$.book.title", "missing"],
    ["$.bicycle[0]", "error"],
    ["$.book[?(@.price == 'cheap')]", "error"],
  ];
  for (const [path, result] of cases) it(`${path} → ${result}`, () => assert.equal(read(path), result));

  it("gives a list of its own, and the document's own values in it", () => {
    const result = readPath(compilePath("$.book[*]"), store);
    assert.ok(result.kind === "value" && result.value instanceof JavaList && result.value.json);
    const first = readPath(compilePath("$.book[0]"), store);
    assert.ok(first.kind === "value" && first.value === result.value.items[0]);
  });
});

describe("JSONPath: faults", () => {
  const cases: readonly (readonly [path: string, kind: PathFaultKind, piece: string])[] = [
    ["$.a..", "endsWithScan", ".."],
    ["$a", "badStart", "a"],
    ["$.a.", "missingName", "."],
    ["$.a b", "space", " "],
    ["$['a'", "unclosedBracket", "['a'"],
    ['$["a"]', "badBracket", '["a"]'],
    ["$.x[99999999999]", "badNumber", "99999999999"],
    ["$[(@.count-1)]", "unknownSize", "@.count"],
    ["$.a[?(@.b]", "unbalancedFilter", "[?(@.b]"],
    ["$[?@.a]", "badFilter", "@.a"],
    ["$[?(@.a && )]", "danglingOperator", "&&"],
    ["$[?(|| @.a)]", "danglingOperator", "||"],
    ["$[?(@.a in ['x'])]", "space", " "],
    ["$[?(a)]", "unknownOperator", "a"],
    ["$[?(@.a == !@.b)]", "badNegation", "!"],
    ["$[?(@..a)]", "indefinitePredicate", "@..a"],
    ["$[?(@.a =~ /*/)]", "badPattern", "/*/"],
    ["$.list[?(@.a == 1 || @.b..)]", "endsWithScan", ".."],
  ];
  for (const [path, kind, piece] of cases) {
    it(`${path}: ${kind}`, () => {
      const { fault } = compilePath(path);
      assert.ok(fault);
      const found = path.slice(fault.span.start, fault.span.end);
      assert.deepEqual([fault.kind, found], [kind, piece]);
      assert.ok(faultMessage(fault.kind).length > 10);
    });
  }

  it("are where the path is written without `$`", () => {
    assert.deepEqual(compilePath("a[x]").fault?.span, { start: 1, end: 4 });
  });
});

describe("JSONPath: bad input", () => {
  const many = 100_000;
  const hostile = [
    `$${"[".repeat(many)}`,
    `$${"[?(@".repeat(many)}`,
    `$${".a".repeat(many)}`,
    `$${"..".repeat(many)}a`,
    `$[?(${"@.a==1&&".repeat(many)}@.b)]`,
    `$[?(@.a${" ".repeat(many)}x)]`,
    "$.constructor",
    "$.__proto__.polluted",
    "$..toString",
  ];
  for (const path of hostile) {
    it(path.slice(0, 30), () => {
      assert.ok(["missing", "error", "[]"].includes(read(path)));
    });
  }

  it("every beginning of a path gives an answer", () => {
    const path =
      "$..book[?(@.price < $.limit && !@['isbn'] || @.title =~ /a+/i)]['title','price'][(@.length-1)][0:2].*";
    for (let end = 0; end <= path.length; end++) {
      const { fault } = compilePath(path.slice(0, end));
      if (fault) assert.ok(fault.span.start <= fault.span.end && fault.span.end <= end, path.slice(0, end));
    }
  });

  it("a scan within a scan within a scan ends with the budget", () => {
    const nested = parsed(`${'{"a":'.repeat(390)}1${"}".repeat(390)}`);
    class Exhausted extends Error {}
    let left = 1_000_000;
    const budget: Budget = {
      spend(units) {
        left -= units;
        if (left < 0) throw new Exhausted();
      },
    };
    assert.throws(() => readPath(compilePath(`$${"..a".repeat(20)}`), nested, budget), Exhausted);
    assert.equal(readPath(compilePath(`$${"..a".repeat(20)}`), nested).kind, "error");
  });
});
