import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseJavaRegex, type RegexFaultKind } from "../../../server/src/javaRegex";
import { fixture } from "../../support/fixtures";
import { parseRanges } from "../../support/markers";

/** The verdict of JDK 17: the index and description of the error, or nothing more if the pattern compiles. */
type Verdict = readonly [pattern: string, index?: number, description?: string];

const verdicts = JSON.parse(fixture("java-regex.json")) as readonly Verdict[];

/** Java's wording of each fault, without what depends on the pattern. */
const WORDING: readonly (readonly [RegExp, readonly RegexFaultKind[]])[] = [
  [/^Unmatched closing/, ["unmatchedClose"]],
  [/^Unclosed group/, ["unclosedGroup"]],
  [/^Unclosed character class/, ["unclosedClass", "trailingBackslash"]],
  [/^Bad class syntax/, ["badClass"]],
  [/^Illegal character range/, ["badRange", "trailingBackslash"]],
  [/^Dangling meta character/, ["danglingQuantifier"]],
  [/^Illegal repetition range/, ["repetitionRange"]],
  [/^Illegal repetition$/, ["badRepetition"]],
  [/^Unclosed counted closure/, ["unclosedRepetition"]],
  [/^Illegal\/unsupported escape/, ["badEscape"]],
  [/^Unexpected internal error/, ["trailingBackslash"]],
  [/^Illegal control escape/, ["controlEscape"]],
  [/^Illegal octal escape/, ["octalEscape"]],
  [/^Illegal hexadecimal escape/, ["hexEscape"]],
  [/^Unclosed hexadecimal escape/, ["unclosedHexEscape"]],
  [/^Hexadecimal codepoint is too big/, ["hexTooBig"]],
  [/^Illegal Unicode escape/, ["unicodeEscape"]],
  [/character name/, ["characterName", "unclosedCharacterName"]],
  [/^Unclosed character family/, ["unclosedProperty"]],
  [/^Empty character family/, ["emptyProperty"]],
  [/^Unknown (?:character|Unicode) (?:property|block)/, ["unknownProperty"]],
  [/^capturing group name does not start/, ["groupName"]],
  [/^named capturing group is missing trailing/, ["unclosedGroupName"]],
  [/^Named capturing group .* already defined/, ["duplicateGroupName"]],
  [/^named capturing group .* does not exist/, ["unknownGroupName"]],
  [/^\\k is not followed/, ["namelessReference"]],
  [/^Unknown group type/, ["unknownGroupType"]],
  [/^Unknown inline modifier/, ["unknownFlag"]],
  [/^Look-behind group/, ["unboundedLookBehind"]],
];

describe("parsing Java regular expressions", () => {
  it(`agrees with JDK 17 on ${verdicts.length} patterns`, () => {
    const differing: string[] = [];
    for (const [pattern, , description] of verdicts) {
      const { fault } = parseJavaRegex(pattern);
      const kinds = description && WORDING.find(([wording]) => wording.test(description))?.[1];
      const agrees = fault ? kinds?.includes(fault.kind) : description === undefined;
      if (!agrees)
        differing.push(`${JSON.stringify(pattern)}: ${description ?? "ok"}, not ${fault?.kind ?? "ok"}`);
    }
    assert.deepEqual(differing, []);
  });

  it("points at a piece of the pattern that is not after the place Java reports", () => {
    for (const [pattern, index] of verdicts) {
      const { fault } = parseJavaRegex(pattern);
      if (!fault || index === undefined) continue;
      assert.ok(fault.span.start < fault.span.end && fault.span.end <= pattern.length, pattern);
      // Java counts code points, and those of a pattern without its quotes.
      if (/^(?:(?!\\Q)[\x20-\x7e])*$/.test(pattern)) assert.ok(fault.span.start <= index + 1, pattern);
    }
  });

  const places: readonly (readonly [string, RegexFaultKind])[] = [
    ["<|(|>4|5\\d\\d", "unclosedGroup"],
    ["4|5<|)|>\\d", "unmatchedClose"],
    ["a<|[|>bc", "unclosedClass"],
    ["<|*|>.error", "danglingQuantifier"],
    ["a*<|*|>", "danglingQuantifier"],
    ["ok<|\\y|>!", "badEscape"],
    ["4\\d<|{2,1}|>", "repetitionRange"],
    [".*<|{|>code", "badRepetition"],
    ["[<|z-a|>]", "badRange"],
    ["\\p{<|Foo|>}", "unknownProperty"],
    ["(?<n>a)\\k<<|m|>>", "unknownGroupName"],
    ["(?<n>a)(?<<|n|>>b)", "duplicateGroupName"],
    ["x<|(?<=(ab)*)|>c", "unboundedLookBehind"],
    ["(?<|P|><code>a)", "unknownFlag"],
    ["error<|\\|>", "trailingBackslash"],
    ["\\Q(\\E<|(|>", "unclosedGroup"],
    ["😀<|)|>", "unmatchedClose"],
  ];
  for (const [marked, kind] of places) {
    it(`reports ${kind} in ${marked}`, () => {
      const { text, spans } = parseRanges(marked);
      assert.deepEqual(parseJavaRegex(text).fault, { kind, span: spans[0] });
    });
  }

  it("lists the parts and groups", () => {
    const { parts, groups } = parseJavaRegex(".*(?<e>err\\d)+|x");
    assert.deepEqual(
      parts.map(({ kind, span, depth }) => `${depth} ${kind} ${span.start}-${span.end}`),
      [
        "0 any 0-1",
        "0 quantifier 1-2",
        "0 open 2-7",
        "1 literal 7-8",
        "1 literal 8-9",
        "1 literal 9-10",
        "1 escape 10-12",
        "0 close 12-13",
        "0 quantifier 13-14",
        "0 alternation 14-15",
        "0 literal 15-16",
      ],
    );
    assert.deepEqual(
      groups.map(({ name }) => name),
      ["e"],
    );
  });

  for (const piece of [
    "(",
    "[",
    "(?=",
    "(?<=",
    "[a&&",
    "(?<!(a)*",
    "\\Q",
    "[^",
    "(?x)#",
    "{",
    "\\p{",
    "(a|",
    "x{1,",
  ]) {
    it(`parses 100,000 repetitions of ${piece}`, () => {
      assert.ok(parseJavaRegex(piece.repeat(100_000)).text);
      assert.ok(parseJavaRegex(piece.repeat(100_000) + ")]".repeat(100_000)).text);
    });
  }
});
