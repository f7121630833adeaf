import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  calculate,
  compareNumbers,
  hashCode,
  isNumber,
  JavaBigDecimal,
  JavaBigInteger,
  JavaChar,
  JavaDouble,
  JavaFloat,
  JavaIterator,
  JavaList,
  JavaLong,
  JavaMap,
  type JavaNumber,
  JavaRange,
  JavaView,
  javaEquals,
  type Operator,
  parseJson,
  print,
  TooDeepError,
  toJson,
  type Value,
  velocityEquals,
} from "../../../server/src/vtl/values";

function parsed(text: string): Value {
  const value = parseJson(text);
  assert.ok(value !== undefined, text);
  return value;
}

function number(text: string): JavaNumber {
  const value = parsed(text);
  assert.ok(isNumber(value), text);
  return value;
}

const map = (...pairs: readonly (readonly [Value, Value])[]): JavaMap => {
  const result = new JavaMap();
  for (const [key, value] of pairs) result.put(key, value);
  return result;
};

describe("Java numbers", () => {
  const cases: readonly (readonly [left: string, operator: Operator, right: string, result: string])[] = [
    ["7", "/", "2", "3"],
    ["-7", "/", "2", "-3"],
    ["-7", "%", "2", "-1"],
    ["2", "*", "3.0", "6.0"],
    ["1", "/", "0", "null"],
    ["1", "%", "0", "null"],
    ["1.0", "/", "0.0", "null"],
    ["2147483647", "+", "1", "2147483648"],
    ["-2147483648", "/", "-1", "2147483648"],
    ["2147483647", "*", "2147483647", "4611686014132420609"],
    ["9223372036854775807", "+", "1", "9223372036854775808"],
    ["-9223372036854775808", "*", "-1", "-9223372036854775808"],
    ["-1", "*", "-9223372036854775808", "9223372036854775808"],
    ["123456789012345678901", "/", "10", "12345678901234567890"],
    ["1.23456789012345678901", "*", "2", "2.46913578024691357802"],
    ["1.23456789012345678901", "/", "3", "0.41152263004115226300"],
    ["1.23456789012345678901", "%", "3", "undefined"],
    ["0.1", "+", "0.2", "0.30000000000000004"],
    ["1e8", "*", "1", "1.0E8"],
  ];
  for (const [left, operator, right, result] of cases) {
    it(`${left} ${operator} ${right} = ${result}`, () => {
      const value = calculate(operator, number(left), number(right));
      assert.equal(value === undefined ? "undefined" : print(value), result);
    });
  }

  it("never become a negative zero", () => {
    assert.ok(Object.is(calculate("*", 0, -1), 0));
    assert.ok(Object.is(calculate("%", -4, 2), 0));
    assert.ok(Object.is(calculate("/", -1, 2), 0));
  });

  it("compare by value", () => {
    assert.equal(compareNumbers(1, new JavaDouble(1)), 0);
    assert.equal(compareNumbers(new JavaBigDecimal(100n, 2), 1), 0);
    assert.ok((compareNumbers(new JavaLong(2n), 3) ?? 0) < 0);
    assert.ok((compareNumbers(new JavaBigDecimal(1n, -1_000_000_000), new JavaBigInteger(5n)) ?? 0) > 0);
    assert.equal(compareNumbers(new JavaBigDecimal(1n, 0), new JavaDouble(Number.NaN)), undefined);
  });

  it("reject exponents that would fill the memory with zeros", () => {
    assert.equal(calculate("+", new JavaBigDecimal(1n, 2_000_000_000), new JavaBigDecimal(1n, 0)), undefined);
  });
});

describe("Java printing", () => {
  const cases: readonly (readonly [json: string, text: string])[] = [
    ['{"a":[1,"x/y",{"b":null}],"c":{"d":1.0}}', '{a=[1,"x\\/y",{"b":null}], c={d=1.0}}'],
    ['["\\u2028\\u0001é\\u007f"]', '["\\u2028\\u0001é\\u007F"]'],
    ["3.0", "3.0"],
    ["1e8", "1.0E8"],
    ["0.0001", "1.0E-4"],
    ["1e999", "Infinity"],
    ["12345678901234567890", "12345678901234567890"],
    ["1.23456789012345678901", "1.23456789012345678901"],
    ["0.000000012345678901234567", "1.2345678901234567E-8"],
  ];
  for (const [json, text] of cases) it(`${json} → ${text}`, () => assert.equal(print(parsed(json)), text));

  it("prints lists, maps, ranges, entries and views", () => {
    const one = map(["a", 1], [2, null]);
    assert.equal(print(new JavaList(["a", 1, null, true, new JavaChar("c")])), "[a, 1, null, true, c]");
    assert.equal(print(one), "{a=1, 2=null}");
    assert.equal(print(new JavaRange(3, 1)), "[3, 2, 1]");
    assert.equal(print(new JavaView(one, "keys")), "[a, 2]");
    assert.equal(print(new JavaView(one, "entries")), "[a=1, 2=null]");
    assert.equal(print(new JavaFloat(Math.fround(1.1))), "1.1");
  });

  it("handles collections that contain themselves", () => {
    const list = new JavaList([]);
    list.items.push(list);
    assert.equal(print(list), "[(this Collection)]");
    list.items.push(new JavaList([list]));
    assert.throws(() => print(list), TooDeepError);
    assert.throws(() => toJson(list), TooDeepError);
    assert.throws(() => hashCode(list), TooDeepError);
  });

  it("stops when the budget is used up", () => {
    let list = new JavaList(["0123456789"]);
    for (let i = 0; i < 40; i++) list = new JavaList([list, list]);
    let left = 100_000;
    const budget = {
      spend(units: number) {
        left -= units;
        if (left < 0) throw new RangeError("spent");
      },
    };
    assert.throws(() => print(list, budget), /spent/);
    left = 100_000;
    assert.throws(() => toJson(list, budget), /spent/);
    left = 100_000;
    assert.throws(() => print(new JavaRange(1, 60_000_000), budget), /spent/);
  });
});

describe("Java equality", () => {
  const cases: readonly (readonly [left: Value, right: Value, velocity: boolean, java: boolean])[] = [
    ["42", 42, true, false],
    [1, new JavaLong(1n), true, false],
    [1, new JavaDouble(1), true, false],
    [true, "true", true, false],
    [null, null, true, true],
    [null, "null", false, false],
    [new JavaList([1, 2]), "[1, 2]", true, false],
    [new JavaList([1, 2]), new JavaRange(1, 2), true, true],
    [new JavaList([1]), new JavaList([1], true), true, true],
    [new JavaList([1]), new JavaList([new JavaLong(1n)]), false, false],
    [map(["a", 1], ["b", 2]), map(["b", 2], ["a", 1]), true, true],
    [new JavaChar("a"), "a", true, false],
    [new JavaDouble(Number.NaN), new JavaDouble(Number.NaN), true, true],
    [new JavaDouble(0), new JavaDouble(-0), true, false],
  ];
  for (const [left, right, velocity, java] of cases) {
    it(`compares ${print(left)} and ${print(right)}`, () => {
      assert.deepEqual([velocityEquals(left, right), javaEquals(left, right)], [velocity, java]);
      if (java) assert.equal(hashCode(left), hashCode(right));
    });
  }
});

describe("Java maps", () => {
  it("distinguish keys of different classes and find equal ones", () => {
    const keys: readonly Value[] = [
      "1",
      1,
      new JavaLong(1n),
      new JavaDouble(1),
      null,
      true,
      "true",
      "\0l1",
      new JavaList([1]),
      map(["a", 1]),
    ];
    const all = map(...keys.map((key, i) => [key, i] as const));
    assert.equal(all.size, keys.length);
    assert.equal(all.get(new JavaLong(1n)), 2);
    assert.equal(all.get(new JavaList([1])), 8);
    assert.equal(all.get(map(["a", 1])), 9);
    assert.deepEqual(all.keys(), keys);
    assert.equal(all.remove(new JavaDouble(1)), 3);
    assert.deepEqual(
      all.keys(),
      keys.filter((_, i) => i !== 3),
    );
  });

  it("store names such as __proto__ like any other key", () => {
    const names = parsed('{"__proto__": 1, "constructor": 2}');
    assert.equal(print(names), "{__proto__=1, constructor=2}");
    assert.equal(map().get("constructor"), null);
  });

  it("keep the position of a key that is set again", () => {
    const again = map(["a", 1], ["b", 2]);
    assert.equal(again.put("a", 3), 1);
    assert.equal(print(again), "{a=3, b=2}");
  });
});

describe("Java iterators and ranges", () => {
  it("return one element after another", () => {
    const list = new JavaList(["a", null]);
    const iterator = new JavaIterator(list.items, list);
    assert.deepEqual([iterator.next(), iterator.next(), iterator.next()], ["a", null, undefined]);
  });

  it("turn a range into a list once it is changed", () => {
    const range = new JavaRange(1, 3);
    range.asList().items.push("x");
    assert.deepEqual([range.size, range.at(3), print(range)], [4, "x", "[1, 2, 3, x]"]);
  });
});

describe("JSON: invalid input", () => {
  for (const text of [
    "[",
    "{",
    "[1}",
    '{"a"}',
    '{"a":"x" "b":2}',
    '"open',
    "[1",
    '"\\u12"',
    "[".repeat(100_000),
    "{a:".repeat(100_000),
  ]) {
    it(`rejects ${text.slice(0, 20)}`, () => assert.equal(parseJson(text), undefined));
  }

  it("accepts more than 400 sibling objects", () => {
    assert.ok(parseJson(JSON.stringify(Array.from({ length: 1000 }, (_, id) => ({ id })))) !== undefined);
  });

  it("handles every truncation of a text", () => {
    const text = `{"a":[1,2.5e3,'x\\u0041\\n',{b:null,},true],"long":123456789012345678901,"d":0.1234567890123456789}`;
    for (let end = 0; end <= text.length; end++) {
      const value = parseJson(text.slice(0, end));
      if (value !== undefined) print(value);
    }
  });
});
