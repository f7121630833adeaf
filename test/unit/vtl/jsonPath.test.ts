import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { compilePath, faultMessage, type PathFaultKind, readPath } from "../../../server/src/vtl/jsonPath";
import { type Budget, JavaList, parseJson, toJson, type Value } from "../../../server/src/vtl/values";

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

/** The JSON of the value that a path leads to, or `missing` or `error`. */
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
    ["$.book[-1].title", '"it\'s"'],
    ["$.book[-4].title", "missing"],
    ["$.book[0,-1].title", '["A","it\'s"]'],
    ["$.none[(@.length-1)]", "missing"],
    ['$["a b"]', "1"],
    ['$.book[ "0" ]', "missing"],
    ['$.book[0]["title", "price"]', '{"title":"A","price":8.95}'],
    ["$.book[?(@[\"title\"] == 'B')].price", "[12.99]"],
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

  it("returns a new list that contains the values of the document", () => {
    const result = readPath(compilePath("$.book[*]"), store);
    assert.ok(result.kind === "value" && result.value instanceof JavaList && result.value.json);
    const first = readPath(compilePath("$.book[0]"), store);
    assert.ok(first.kind === "value" && first.value === result.value.items[0]);
  });
});

describe("JSONPath: functions", () => {
  const cases: readonly (readonly [path: string, result: string])[] = [
    ["$.n.min()", "-2.0"],
    ["$.n.max()", "12.0"],
    ["$.n.sum()", "16.5"],
    ["$.n.avg()", "4.125"],
    ["$.even.stddev()", "2.0"],
    ["$.n.max(99)", "99.0"],
    ["$.n.sum($.even, 1)", "57.5"],
    ["$.sum($.n[0], 2)", "3.0"],
    ["$.below.max()", "4.9E-324"],
    ["$.n.length()", "5"],
    ["$.n.size()", "5"],
    ["$.list[1].length()", "2"],
    ["$.s.length()", "4"],
    ["$['s'].length()", "4"],
    ["$.n[0].length()", "null"],
    ["$.length($.n)", "5"],
    ["$.length($..list)", "2"],
    ["$.o.keys()", '["a","length()"]'],
    ["$.n.keys()", "null"],
    ['$.words.concat("!")', '"ab!"'],
    ["$.words.concat($.s, 1, $.n)", '"abtext1112.0-2x5.5"'],
    ['$.concat("a, (b]", "\\"")', '"a, (b]\\""'],
    ["$.words.concat('c')", '"ab"'],
    ["$.words.append(1, $.s)", '["a","b",3,1,"text"]'],
    ["$.n.append(10).sum()", "26.5"],
    ["$.s.append(1)", '"text"'],
    ["$.even.first()", "2"],
    ["$.even.last()", "9"],
    ["$.even.index(1)", "4"],
    ["$.even.index(-2)", "7"],
    ["$..v.max()", "3.0"],
    ["$..v.sum()", "6.0"],
    ["$..v.first()", "1"],
    ["$..list.length()", "2"],
    ["$.list[*].v.length()", "[null,null]"],
    ["$.list[*].length()", "[1,2]"],
    ["$.list[?(@.w.length() > 1)].v", "[2]"],
    ["$.list[?(@.v == @.w.length())].v", "[2]"],
    // No numbers to calculate with, or no such item.
    ["$.words[0].sum()", "error"],
    ["$.o.max()", "error"],
    ["$..none.avg()", "error"],
    ["$.list[*].v.max()", "error"],
    ["$.even.index(8)", "error"],
    ["$.s.first()", "error"],
    ["$.none.length()", "missing"],
    ["$.n.sum($.none)", "missing"],
    // Names that 2.0 finds take precedence.
    ["$.o['length()']", "7"],
    ["$.named.length()", "7"],
    ["$..named.length()", "[7]"],
    ["$.named.nothing()", "missing"],
    ["$.n.length().more", "missing"],
    ["$..length()", "[7,7]"],
  ];
  for (const [path, result] of cases) {
    it(`${path} → ${result}`, () => {
      const document = parsed(`{
        "n": [1, 12.0, -2, "x", 5.5], "even": [2, 4, 4, 4, 5, 5, 7, 9], "below": [-1, -2], "s": "text",
        "o": {"a": 1, "length()": 7}, "named": {"length()": 7}, "words": ["a", "b", 3],
        "list": [{"v": 1}, {"v": 2, "w": [1, 2]}], "deep": {"v": 3}}`);
      assert.equal(read(path, document), result);
    });
  }
});

describe("JSONPath: filters of newer versions", () => {
  const items = parsed(`{"ids": ["1", 2], "list": [
    {"id": 1, "t": "abc", "l": ["x", "y"], "e": []},
    {"id": 2, "t": "", "l": ["x"], "e": {}, "n": null},
    {"id": 3, "t": "in ['a']", "l": ["z", 2]}
  ]}`);
  const cases: readonly (readonly [filter: string, ids: string])[] = [
    ["@.id in [1, 3]", "[1,3]"],
    ["@.id IN ['2', \"3\"]", "[2,3]"],
    ["@.id in $.ids", "[1,2]"],
    ["@.n in [null]", "[2]"],
    ["@.id nin [1]", "[2,3]"],
    ["@.none nin [1]", "[1,2,3]"],
    ["@.id nin 1", "[]"],
    ["@.l subsetof ['x', 'y']", "[1,2]"],
    ["@.l anyof ['y', 'z']", "[1,3]"],
    ["@.l noneof ['y', 'z']", "[2]"],
    ["@.none noneof ['y']", "[]"],
    ["@.l contains 'x'", "[1,2]"],
    ["@.l contains '2'", "[3]"],
    ["@.t contains 'b'", "[1]"],
    ["@.l size 2", "[1,3]"],
    ["@.t size 3", "[1]"],
    ["@.e size 0", "[1]"],
    ["@.e empty true", "[1,2]"],
    ["@.t empty false", "[1,3]"],
    ["!(@.id == 1)", "[2,3]"],
    ["!(@.id != 1)", "[1]"],
    ["!!(@.id == 1)", "[1]"],
    ["!(@.id in [1]) && @.t empty true", "[2]"],
    ["!(@.n)", "[1,3]"],
    ["(@.id in [1, 2] || @.id == 3) && @.l contains 'x'", "[1,2]"],
    ["@.id in [1] || @.id > 1 && !(@.id >= 3)", "[1,2]"],
    ["@.id in [1, 2] && @.id != 1", "[2]"],
    ["@.t =~ /A.*/i && @.l contains 'x'", "[1]"],
    ["@.t in [\"in ['a']\", ']', ')']", "[3]"],
    ["@.l.length() == 2 && @.id in [3]", "[3]"],
    ['@["id"] in [1]', "[1]"],
    ["@.id.none[0] in [1]", "[]"],
  ];
  for (const [filter, ids] of cases) {
    it(`${filter} → ${ids}`, () => assert.equal(read(`$.list[?(${filter})].id`, items), ids));
  }

  it("applies to objects, and to all descendants in a scan", () => {
    assert.equal(read("$.list[0][?(@.l contains 'y')].id", items), "[1]");
    assert.equal(read("$..[?(@.l contains 'z')].id", items), "[3]");
  });
});

describe("JSONPath: faults", () => {
  const cases: readonly (readonly [path: string, kind: PathFaultKind, piece: string])[] = [
    ["$.a..", "endsWithScan", ".."],
    ["$a", "badStart", "a"],
    ["$.a.", "missingName", "."],
    ["$.a b", "space", " "],
    ["$['a'", "unclosedBracket", "['a'"],
    ['$["a]', "badBracket", '["a]'],
    ['$["a" "b"]', "badBracket", '["a" "b"]'],
    ["$.sum($a)", "badStart", "a"],
    ["$.x[99999999999]", "badNumber", "99999999999"],
    ["$[(@.count-1)]", "unknownSize", "@.count"],
    ["$.a[?(@.b]", "unbalancedFilter", "[?(@.b]"],
    ["$[?@.a]", "badFilter", "@.a"],
    ["$[?(@.a && )]", "danglingOperator", "&&"],
    ["$[?(|| @.a)]", "danglingOperator", "||"],
    ["$[?(@.a within ['x'])]", "space", " "],
    ["$[?(@.a in ['x')]", "unbalancedFilter", "[?(@.a in ['x')]"],
    ["$[?(@.a in @..b)]", "space", " "],
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

  it("have offsets into a path written without `$`", () => {
    assert.deepEqual(compilePath("a[x]").fault?.span, { start: 1, end: 4 });
  });
});

describe("JSONPath: invalid input", () => {
  const many = 100_000;
  const hostile = [
    `$${"[".repeat(many)}`,
    `$${"[?(@".repeat(many)}`,
    `$${".a".repeat(many)}`,
    `$${"..".repeat(many)}a`,
    `$[?(${"@.a==1&&".repeat(many)}@.b)]`,
    `$[?(@.a${" ".repeat(many)}x)]`,
    `$.sum(${"$.sum(".repeat(many)}1${")".repeat(many)})`,
    `$${".length()".repeat(many)}`,
    `$${".sum(".repeat(many)}`,
    `$.concat(${"1,".repeat(many)}1).x`,
    `$${'["a",'.repeat(many)}`,
    `$[?(${"!(".repeat(many)}@.a in [1]${")".repeat(many)})]`,
    `$[?(@.a in [${"[".repeat(many)}])]`,
    "$.constructor",
    "$.__proto__.polluted",
    "$..toString",
  ];
  for (const path of hostile) {
    it(path.slice(0, 30), () => {
      assert.ok(["missing", "error", "[]"].includes(read(path)));
    });
  }

  it("handles every truncation of a path", () => {
    const path =
      "$..book[?(@.price < $.limit && !@['isbn'] || @.title =~ /a+/i)]['title','price'][(@.length-1)][0:2].*[\"x\"].concat($.a[?(@.b in [1] || !(@.c contains 'd'))], \"e\")";
    for (let end = 0; end <= path.length; end++) {
      const { fault } = compilePath(path.slice(0, end));
      if (fault) assert.ok(fault.span.start <= fault.span.end && fault.span.end <= end, path.slice(0, end));
    }
  });

  it("stops nested scans when the budget is used up", () => {
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
