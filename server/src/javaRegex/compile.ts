/** A Java pattern → nodes. Only patterns that Java takes get here, so faults are those of what is not known. */
import { JavaFault } from "../vtl/evaluate/stops";
import type { CharacterSet, CompiledPattern, RegexNode } from "./nodes";
import { anyCase, both, lineBreak, not, oneOf, property, shorthand, within } from "./sets";

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

/** Groups in one another; Java's own parser recurses as well. */
const DEEPEST = 200;

const unknown = (what: string): never => {
  throw new JavaFault(`The pattern has a ${what} that this engine does not know.`);
};

class PatternParser {
  #at = 0;
  #depth = 0;
  #groups = 0;
  readonly names = new Map<string, number>();
  #flags: Flags = { ignoreCase: false, dotAll: false, multiline: false };

  constructor(private readonly text: string) {}

  pattern(): CompiledPattern {
    const root = this.#choice();
    const literal = root.kind === "literal" && !root.ignoreCase ? { literal: root.text } : {};
    return { root, groups: this.#groups, names: this.names, ...literal };
  }

  #peek(): string {
    return this.text.charAt(this.#at);
  }

  #eat(text: string): boolean {
    if (!this.text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): RegexNode {
    if (++this.#depth > DEEPEST) unknown("nesting");
    const flags = this.#flags;
    const nodes = [this.#sequence()];
    while (this.#eat("|")) nodes.push(this.#sequence());
    this.#flags = flags;
    this.#depth--;
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: "choice", nodes };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.#at < this.text.length && this.#peek() !== "|" && this.#peek() !== ")") {
      const atom = this.#atom();
      if (atom === undefined) continue;
      const node = this.#quantified(atom);
      const before = nodes.at(-1);
      if (
        node.kind === "literal" &&
        node === atom &&
        before?.kind === "literal" &&
        before.ignoreCase === node.ignoreCase
      ) {
        nodes[nodes.length - 1] = { ...before, text: before.text + node.text };
      } else nodes.push(node);
    }
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: "sequence", nodes };
  }

  #quantified(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      let min = 0;
      let max = Number.POSITIVE_INFINITY;
      const bounds = /^\{(\d+)(,(\d*))?\}/.exec(this.text.slice(this.#at, this.#at + 30));
      if (this.#eat("?")) max = 1;
      else if (this.#eat("+")) min = 1;
      else if (bounds !== null) {
        this.#at += bounds[0].length;
        min = Number(bounds[1]);
        max = bounds[2] === undefined ? min : bounds[3] ? Number(bounds[3]) : max;
      } else if (!this.#eat("*")) return node;
      const mode = this.#eat("?") ? "reluctant" : this.#eat("+") ? "possessive" : "greedy";
      node = { kind: "repeat", node, min, max, mode };
    }
  }

  #atom(): RegexNode | undefined {
    const { ignoreCase, dotAll, multiline } = this.#flags;
    const code = this.text.codePointAt(this.#at) ?? 0;
    const character = String.fromCodePoint(code);
    this.#at += character.length;
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return { kind: "set", has: this.#class() };
      case ".":
        return { kind: "set", has: dotAll ? () => true : not(lineBreak) };
      case "^":
        return { kind: "assert", what: multiline ? "lineStart" : "start" };
      case "$":
        return { kind: "assert", what: multiline ? "lineEnd" : "endOrBreak" };
      case "\\":
        return this.#escape();
    }
    return { kind: "literal", text: character, ignoreCase };
  }

  #group(): RegexNode | undefined {
    const { text } = this;
    if (!this.#eat("?")) {
      const index = ++this.#groups;
      return { kind: "group", index, node: this.#closed() };
    }
    if (this.#eat(":")) return this.#closed();
    if (this.#eat(">")) return { kind: "atomic", node: this.#closed() };
    for (const sign of ["=", "!", "<=", "<!"]) {
      if (!this.#eat(sign)) continue;
      const negative = sign.endsWith("!");
      return { kind: "look", node: this.#closed(), behind: sign.startsWith("<"), negative };
    }
    const name = /^<([A-Za-z][A-Za-z0-9]*)>/.exec(text.slice(this.#at, this.#at + 100));
    if (name !== null) {
      this.#at += name[0].length;
      const index = ++this.#groups;
      this.names.set(name[1] ?? "", index);
      return { kind: "group", index, node: this.#closed() };
    }
    const flags = /^([a-zA-Z]*)(-[a-zA-Z]*)?([:)])/.exec(text.slice(this.#at, this.#at + 30));
    if (flags === null) return unknown("group");
    const [whole, on = "", off = "", end] = flags;
    if (/[^ism]/.test(on) || /[^-ismdxuU]/.test(off)) unknown("flag");
    this.#at += whole.length;
    const before = this.#flags;
    const set = (flag: string, was: boolean): boolean =>
      on.includes(flag) ? true : off.includes(flag) ? false : was;
    this.#flags = {
      ignoreCase: set("i", before.ignoreCase),
      dotAll: set("s", before.dotAll),
      multiline: set("m", before.multiline),
    };
    if (end === ")") return undefined;
    const node = this.#closed();
    this.#flags = before;
    return node;
  }

  #closed(): RegexNode {
    const node = this.#choice();
    this.#eat(")");
    return node;
  }

  #escape(): RegexNode | undefined {
    const { ignoreCase } = this.#flags;
    const letter = this.#peek();
    if (letter === "Q") {
      const end = this.text.indexOf("\\E", this.#at);
      const quoted = this.text.slice(this.#at + 1, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.text.length : end + 2;
      if (quoted === "") return undefined;
      return this.#quote(quoted, ignoreCase);
    }
    switch (letter) {
      case "E":
        this.#at++;
        return undefined;
      case "A":
        return this.#assertion("start");
      case "z":
        return this.#assertion("end");
      case "Z":
        return this.#assertion("endOrBreak");
      case "b":
        return this.#assertion("word");
      case "B":
        return this.#assertion("notWord");
      case "k": {
        const name = /^k<([^>]*)>/.exec(this.text.slice(this.#at))?.[1] ?? "";
        this.#at += name.length + 3;
        return { kind: "reference", index: this.names.get(name) ?? 0, ignoreCase };
      }
      case "R":
      case "X":
      case "G":
        return unknown(`\`\\${letter}\``);
    }
    if (/[1-9]/.test(letter)) {
      this.#at++;
      let index = Number(letter);
      while (/[0-9]/.test(this.#peek()) && index * 10 + Number(this.#peek()) <= this.#groups) {
        index = index * 10 + Number(this.#peek());
        this.#at++;
      }
      return { kind: "reference", index, ignoreCase };
    }
    const set = this.#escapedSet();
    if (typeof set === "function") return { kind: "set", has: set };
    return { kind: "literal", text: String.fromCodePoint(set), ignoreCase };
  }

  /** A quantifier behind `\E` means the last character only. */
  #quote(quoted: string, ignoreCase: boolean): RegexNode {
    const last = quoted.length - 1;
    if (last === 0 || !/[?*+{]/.test(this.#peek())) return { kind: "literal", text: quoted, ignoreCase };
    const tail = this.#quantified({ kind: "literal", text: quoted.slice(last), ignoreCase });
    return { kind: "sequence", nodes: [{ kind: "literal", text: quoted.slice(0, last), ignoreCase }, tail] };
  }

  #assertion(what: "start" | "end" | "endOrBreak" | "word" | "notWord"): RegexNode {
    this.#at++;
    return { kind: "assert", what };
  }

  /** Behind a backslash: a class, or the code of one character. */
  #escapedSet(): CharacterSet | number {
    const rest = this.text.slice(this.#at, this.#at + 60);
    const coded = /^(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/.exec(rest);
    const octal = /^0([0-3]?[0-7]{1,2})/.exec(rest);
    const named = /^[pP](?:\{([^}]*)\}|(.))/.exec(rest);
    const letter = rest.charAt(0);
    if (coded !== null) {
      this.#at += coded[0].length;
      return Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? "0", 16);
    }
    if (octal !== null) {
      this.#at += octal[0].length;
      return Number.parseInt(octal[1] ?? "0", 8);
    }
    if (named !== null) {
      this.#at += named[0].length;
      const name = named[1] ?? named[2] ?? "";
      const set = property(name.replace(/^\^/, "")) ?? unknown(`class \`${name}\``);
      return (letter === "P") !== name.startsWith("^") ? not(set) : set;
    }
    if (letter === "c") {
      this.#at += 2;
      return rest.charCodeAt(1) ^ 64;
    }
    const set = shorthand(letter);
    const code = rest.codePointAt(0) ?? 92;
    this.#at += String.fromCodePoint(code).length;
    if (set !== undefined && /[dwshvDWSHV]/.test(letter)) return set;
    const control = "tnrfae".indexOf(letter);
    return letter !== "" && control >= 0 ? ([9, 10, 13, 12, 7, 27][control] ?? code) : code;
  }

  /** Behind a `[`. */
  #class(): CharacterSet {
    if (++this.#depth > DEEPEST) unknown("nesting");
    const negative = this.#eat("^");
    let whole: CharacterSet | undefined;
    let sets: CharacterSet[] = [];
    let first = true;
    while (this.#at < this.text.length) {
      if (this.#peek() === "]" && !first) break;
      first = false;
      if (this.#eat("&&")) {
        if (sets.length > 0) whole = whole === undefined ? oneOf(...sets) : both(whole, oneOf(...sets));
        sets = [];
      } else if (this.#eat("[")) sets.push(this.#class());
      else sets.push(this.#member());
    }
    this.#eat("]");
    this.#depth--;
    const last = sets.length > 0 ? oneOf(...sets) : undefined;
    const set =
      whole === undefined ? (last ?? (() => false)) : last === undefined ? whole : both(whole, last);
    return negative ? not(set) : set;
  }

  #member(): CharacterSet {
    const low = this.#single();
    if (typeof low === "function") return low;
    let high = low;
    const following = this.text.charAt(this.#at + 1);
    if (this.#peek() === "-" && following !== "]" && following !== "[" && following !== "") {
      const before = this.#at++;
      const end = this.#single();
      if (typeof end === "number") high = end;
      else this.#at = before;
    }
    const set = within(low, high);
    return this.#flags.ignoreCase ? anyCase(set) : set;
  }

  #single(): CharacterSet | number {
    if (this.#eat("\\")) {
      if (!this.#eat("Q")) return this.#escapedSet();
      const end = this.text.indexOf("\\E", this.#at);
      const quoted = [...this.text.slice(this.#at, end < 0 ? undefined : end)];
      this.#at = end < 0 ? this.text.length : end + 2;
      return oneOf(
        ...quoted.map(
          (one): CharacterSet =>
            (code) =>
              code === one.codePointAt(0),
        ),
      );
    }
    const code = this.text.codePointAt(this.#at) ?? 0;
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }
}

export function parsePattern(text: string): CompiledPattern {
  return new PatternParser(text).pattern();
}
