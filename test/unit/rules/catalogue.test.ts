import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import { NOT_IN_FILE } from "../../../server/src/rules/engine/notInFile";
import {
  analyze,
  analyzeTemplate,
  formatOfFileName,
  isTemplateFile,
  type Problem,
} from "../../../server/src/service";
import { fixture } from "../../support/fixtures";

/** Every code in the catalogue. */
const CATALOGUE: readonly string[] = JSON.parse(fixture("catalogue.json"));

/** Codes without `AG` whose bad example has a fix. AG0009's is only for near misses, and tested there. */
const FIXED =
  "0003 0004 0005 0007 0012 0014 0015 0016 0017 0021 0024 0025 2001 2002 2004 2005 2006 2007 2008 2010 2011 2012 2013 2015 2016 2017 2019 2020 2023 2025 2034 2036 2037 2038 2039 2044 2047 2051 2061 2062 1001 1002 1006 1007 1010 1013 1017 1018 1020 1023 1024 1026 1039 1040 1053 1054 1056 1059 1104 1115 3001 3002 3004 3005 3006 3007 3010 3014 3015 3016 3017 3018 3019 3020 3024 3025 3026 3027 3028 3030 3031 3032 3033 3034 3035 3036 3037 3101 3102 3103 4004 4010";

/** Codes without `AG` whose fix may be applied on save, and no others. */
const SAFE =
  "0004 0006 0012 0014 0015 0016 0017 0023 0024 0025 1126 2047 3015 3016 3024 3027 3101 3102 4004 4010";

/**
 * Codes without `AG` whose bad example has a known answer from AWS. Where the answer depends on what the file does
 * not say, as for AG1014 and AG1105, the rule's description quotes it instead.
 */
const ANSWERED =
  "0002 0003 0004 0005 0006 0007 0008 0011 0014 0015 0016 0018 0025 2001 2003 2004 2005 2006 2007 2008 2012 2013 2014 2017 2019 2020 2021 2029 2030 2038 2050 2064 1001 1003 1004 1005 1006 1007 1008 1009 1010 1013 1028 1030 1031 1033 1040 1044 1053 1056 1101 1102 1103 1104 1107 1108 1114 1115";

function problemsOf(code: string): readonly Problem[] {
  const rule = RULES.find((candidate) => candidate.code === code);
  assert.ok(rule, code);
  const { text, fileName = "", operation = "create-integration", protocol, facts, kind } = rule.bad;
  if (isTemplateFile(fileName)) {
    const { problems } = analyzeTemplate(text, { ...(protocol && { protocol }), ...(kind && { kind }) });
    return problems.filter((problem) => problem.code === code);
  }
  const options = {
    format: formatOfFileName(fileName),
    ...(protocol && { protocol }),
    ...(facts && { facts }),
  };
  return analyze(text, operation, options).problems.filter((problem) => problem.code === code);
}

describe("the catalogue of rules", () => {
  const implemented = new Set<string>(RULES.map(({ code }) => code));
  const undecidable = new Map<string, string>(NOT_IN_FILE.map(({ code, reason }) => [code, reason]));

  for (const code of CATALOGUE) {
    it(`implements ${code}, or gives a reason not to`, () => {
      assert.ok(implemented.has(code) || undecidable.get(code), code);
    });
  }

  it("gives no such reason for an existing rule", () => {
    assert.deepEqual(
      [...undecidable.keys()].filter((code) => implemented.has(code)),
      [],
    );
  });

  it("lists every rule except those added later", () => {
    assert.deepEqual(
      [...implemented, ...undecidable.keys()].filter((code) => !CATALOGUE.includes(code)),
      ["AG0028", "AG1056", "AG1114", "AG1115", "AG3029", "AG3030", "AG3031", "AG3032", "AG3033"],
    );
  });

  for (const code of FIXED.split(" ")) {
    it(`offers a fix for AG${code}`, () => {
      assert.ok(problemsOf(`AG${code}`).some(({ fixes = [] }) => fixes.length > 0));
    });
  }

  it("applies only fixes that correct spelling on save", () => {
    const isSafe = (code: string) =>
      problemsOf(code).some(({ fixes = [] }) => fixes.some((fix) => fix.isSafe));
    assert.deepEqual(
      RULES.map(({ code }) => code).filter(isSafe),
      SAFE.split(" ").map((code) => `AG${code}`),
    );
  });

  for (const code of ANSWERED.split(" ")) {
    it(`quotes AWS's answer for AG${code}`, () => {
      assert.ok(problemsOf(`AG${code}`).some(({ aws }) => aws !== undefined));
    });
  }

  it("is sorted by code", () => {
    const codes = RULES.map(({ code }) => code);
    assert.deepEqual(codes, codes.toSorted());
  });
});
