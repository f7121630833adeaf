import type { RenderRequest } from "../../server/src/vtl";
import type { Random } from "./random";

/** Predefined variables of the templates. */
export const VARIABLES = {
  a: 5,
  b: "text",
  l: [1, "two", 3.5, null, [1, 2]],
  m: { k: "v", n: 7, x: { y: "deep" }, l: [{ id: 1 }, { id: 2 }] },
  t: true,
  f: false,
  d: 2.5,
  big: 3000000000,
  s: "a,b,,c",
  e: "",
  el: [],
  em: {},
} as const;

export const REQUEST: RenderRequest = {
  body: '{"name":"O\'Neil & Söhne","n":3.0,"big":12345678901234567890,"items":[{"id":1,"tags":["x","y"]},{"id":2,"tags":[]}],"none":null,"ok":true}',
  params: { path: { id: "p" }, querystring: { id: "q", page: "2", q: "a b" }, header: { Host: "h" } },
  stageVariables: { table: "t1", url: "https://example.com/?a=b" },
};

const NAMES = [
  "a",
  "b",
  "l",
  "m",
  "t",
  "f",
  "d",
  "big",
  "s",
  "e",
  "el",
  "em",
  "missing",
  "x",
  "y",
  "foreach",
  "velocityCount",
  "i",
] as const;
const OPERATORS = [
  "+",
  "-",
  "*",
  "/",
  "%",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "&&",
  "||",
  "and",
  "or",
  "eq",
  "ne",
  "lt",
  "gt",
  "le",
  "ge",
] as const;
const NUMBERS = [
  "0",
  "1",
  "2",
  "-1",
  "7",
  "2147483647",
  "3.0",
  "2.5",
  "1.5e3",
  "-0.5",
  "9999999999",
  "99999999999999999999",
  "100000.0",
  "1e10",
] as const;
const BLANKS = ["", "", " ", "  ", "\n", "\r\n", "\t", " \n "] as const;
const PIECES = [
  "text",
  " ",
  "\n",
  "  \n",
  "{",
  "}",
  "(",
  ")",
  ",",
  ":",
  '"',
  "'",
  '{"a": ',
  ".",
  "-",
  "\t",
  "\r\n",
  "[",
  "]",
] as const;
const ODDITIES = [
  "\\$b",
  "\\\\$b",
  "\\#if",
  "\\\\#set($x=1)",
  "\\$missing",
  "$\\!b",
  "\\",
  "$$b",
  "$b$b",
  "${b}text",
  "$b-x",
  "$b.",
  "#foo",
  "#foo($a)",
  "$5",
  "#5",
  "\\$!b",
  "$!missing",
  "$b[x",
  "$b{",
  "$b(x)",
  "$ #set($x = 1)",
  "$!",
  "#",
  "$",
  "$.",
  "$[",
  "$b.k$m(",
  "##",
  "$b.k## c\n",
  "#*",
] as const;
const OTHERS = [
  "#stop",
  "#{if}($t)a#{else}b#{end}",
  "#literal() $a #end",
  "#@bar() x #end",
  "#evaluate('$b')",
  "#mm($b)",
  "#mm('q')",
  "#foo(1 $a)",
  "#[[ $raw #if ]]#",
] as const;
const COMMENTS = ["## comment\n", "#* block *#", "#[[ $raw #if ]]#", "#** formal *#"] as const;
const PATHS = [
  "$",
  "$.name",
  "$.n",
  "$.big",
  "$.items",
  "$.items[0]",
  "$.items[0].tags",
  "$.items[*].id",
  "$..id",
  "$.none",
  "$.nowhere",
  "$.items[?(@.id==2)]",
  "$.ok",
] as const;

/** Generates templates from the grammar of Velocity, including its oddities and occasional mistakes. */
export class Templates {
  constructor(private readonly random: Random) {}

  template(): string {
    return `${this.body(3)}$x$y`;
  }

  private body(depth: number): string {
    const { random } = this;
    if (depth <= 0) return random.pick(["x", this.reference(1), " y\n"]);
    let text = random.pick(BLANKS);
    for (let left = 1 + random.below(3); left > 0; left--) {
      text += this.statement(depth - 1) + random.pick(BLANKS);
    }
    return text;
  }

  private statement(depth: number): string {
    const { random } = this;
    switch (random.below(24)) {
      case 0:
      case 1:
      case 2:
        return this.reference(3);
      case 3:
      case 4:
      case 5: {
        const target = random.pick([
          "$x",
          "$y",
          "$i",
          "$m.k",
          "$m['z']",
          "$l[0]",
          "$!x",
          "${x}",
          "$m.x.y",
          "$l[9]",
          "$missing.a",
        ]);
        return `#set(${target} = ${this.calculation(2)})`;
      }
      case 6:
      case 7:
        return `#if(${this.calculation(2)})${this.body(depth)}#end`;
      case 8:
        return `#if(${this.calculation(1)})${this.body(depth)}#elseif(${this.calculation(1)})${this.body(depth)}#else${random.pick(BLANKS)}${this.body(depth)}#end`;
      case 9:
      case 10:
        return this.loop(depth);
      case 11:
        return random.pick(COMMENTS);
      case 12:
        return random.pick(ODDITIES);
      case 13:
        return `#define($x)${this.body(depth)}#end`;
      case 14:
        return random.chance(15) ? `#macro(mm $p)[$p${this.body(depth)}]#end` : random.pick(OTHERS);
      case 15:
      case 16:
        return this.gateway();
      default:
        return random.pick(PIECES);
    }
  }

  private loop(depth: number): string {
    const { random } = this;
    const list = random.pick([
      this.reference(1),
      this.reference(2),
      this.value(2),
      "$l",
      "$m",
      "$m.l",
      "[1..3]",
      "$m.keySet()",
      "$m.entrySet()",
      "$input.path('$.items')",
      "$input.params().querystring.keySet()",
    ]);
    const tail = random.pick([
      "",
      "$i",
      "$foreach.count",
      "$foreach.hasNext#if($foreach.hasNext),#end",
      "#break",
      "$velocityCount",
      "$i.key=$i.value",
    ]);
    return `#foreach($i in ${list})${this.body(depth)}${tail}#end`;
  }

  /** A use of the objects that API Gateway provides. */
  private gateway(): string {
    const { random } = this;
    const path = random.pick(PATHS);
    return random.pick([
      `$input.path('${path}')`,
      `$input.json('${path}')`,
      `#set($x = $input.path('${path}'))$x.id $x[0] $x.size()`,
      "$input.body",
      `$input.params('${random.pick(["id", "page", "Host", "none"])}')`,
      "$input.params().header.Host",
      `$util.escapeJavaScript(${this.reference(1)})`,
      "$util.escapeJavaScript($input.path('$.name'))",
      `$util.urlEncode(${random.pick(["$stageVariables.url", "'a b&ü'", this.reference(0)])})`,
      "$util.urlDecode('a%20b+c%C3%BC')",
      "$util.base64Encode($input.body)",
      "$util.base64Decode('aGVsbG8=')",
      `$util.parseJson('{"a": [1, 2.0, {"b": null}]}')${random.pick(["", ".a", ".a[1]", ".a[2].b"])}`,
      "$stageVariables.table",
      "${stageVariables['url']}",
    ]);
  }

  private reference(depth: number): string {
    const { random } = this;
    let name: string = random.pick(NAMES);
    if (depth > 0) for (let parts = random.below(3); parts > 0; parts--) name += this.part(depth - 1);
    const sign = random.pick(["$", "$", "$", "$!"]);
    return random.chance(33) ? `${sign}{${name}}` : sign + name;
  }

  private part(depth: number): string {
    const { random } = this;
    if (random.chance(20)) return `.${this.method(depth)}`;
    return random.pick([
      ".k",
      ".n",
      ".x.y",
      ".l",
      ".foo",
      ".size",
      ".empty",
      ".key",
      ".value",
      ".index",
      ".count",
      ".hasNext",
      "[0]",
      "[-1]",
      `[${this.value(depth)}]`,
      '["k"]',
      "['n']",
      `.${this.method(depth)}`,
    ]);
  }

  private method(depth: number): string {
    const { random } = this;
    const value = this.value(depth);
    return random.pick([
      "size()",
      "isEmpty()",
      "length()",
      "toString()",
      "keySet()",
      "values()",
      "entrySet()",
      "get(0)",
      `get(${value})`,
      `contains(${value})`,
      `add(${value})`,
      `put(${value}, ${this.value(depth)})`,
      `substring(${random.pick(["0", "1", "2", "$a", "9"])})`,
      "substring(0, 2)",
      "toUpperCase()",
      "trim()",
      `indexOf(${value})`,
      'split(",")',
      'replace("t", "T")',
      'replaceAll("[aeiou]", "<$0>")',
      'replaceAll("(t)(.)", "$2$1")',
      `equals(${value})`,
      `remove(${value})`,
      "trim().hashCode()",
      "intValue()",
      `compareTo(${value})`,
      "iterator()",
      "iterator().next()",
      "charAt(0)",
      'startsWith("t")',
      'endsWith("t")',
      `concat(${value})`,
      `containsKey(${value})`,
      `set(0, ${value})`,
      "subList(0, 1)",
      "foo()",
      'parseInt("12")',
      "doubleValue()",
      "isBlank()",
      'join("-", $l)',
      "clear()",
      `lastIndexOf(${value})`,
      'indexOf("t", 1)',
      'equalsIgnoreCase("TEXT")',
      'matches("t.*")',
      'replaceFirst("t", "x")',
      "addAll($l)",
      "longValue()",
      "repeat(2)",
      `valueOf(${value})`,
      'format("%s-%05d", $b, $a)',
      `getOrDefault('k', ${value})`,
      `split("[,t]", 2).size()`,
    ]);
  }

  private string(depth: number): string {
    const inner = this.reference(Math.max(0, depth - 1)).replaceAll('"', '""');
    return this.random.pick([
      "'x'",
      "'it''s'",
      '"plain"',
      '"say ""hi"""',
      "'text'",
      "''",
      '""',
      `"v: ${inner}"`,
      `"${this.reference(0)} and ${this.reference(0)}"`,
      '"#if($t)yes#end"',
      '"a#set($i=1)b"',
      "'$a'",
      '"\\u0041$b"',
    ]);
  }

  private value(depth: number): string {
    const { random } = this;
    if (depth <= 0)
      return random.pick([random.pick(NUMBERS), "'k'", this.reference(0), "true", "false", '"$b"']);
    switch (random.below(16)) {
      case 0:
        return `[${this.value(depth - 1)}, ${this.value(depth - 1)}]`;
      case 1:
        return `{${random.pick(["'k'", this.reference(0)])}: ${this.value(depth - 1)}}`;
      case 2:
        return `[${random.pick(["1", "$a", "0", "-2"])}..${random.pick(["3", "$a", "0"])}]`;
      case 3:
      case 4:
      case 5:
      case 6:
        return this.reference(depth);
      case 7:
      case 8:
        return random.pick(NUMBERS);
      case 9:
      case 10:
      case 11:
        return this.string(depth);
      case 12:
        return "[]";
      case 13:
        return "{}";
      default:
        return random.pick(["true", "false"]);
    }
  }

  private calculation(depth: number): string {
    const { random } = this;
    switch (random.below(8)) {
      case 0:
        return `!${this.calculation(depth - 1)}`;
      case 1:
        return `(${this.calculation(depth)})`;
      case 2:
      case 3:
        return this.value(depth);
    }
    if (depth <= 0) return this.value(0);
    return `${this.calculation(depth - 1)} ${random.pick(OPERATORS)} ${this.calculation(depth - 1)}`;
  }
}
