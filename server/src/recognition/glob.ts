/**
 * Glob patterns of the settings. A folder that is not trusted can have any pattern in its settings, so matching takes
 * time proportional to the length of the pattern times that of the path, whatever they are: all alternatives are
 * followed at the same time, and none is tried again.
 */

/** Longer patterns match nothing. */
const MAX_LENGTH = 1_000;

type Instruction =
  /** Consumes one character that fits. */
  | { readonly kind: "character"; readonly fits: (character: string) => boolean }
  /** Continues at each of these instructions. */
  | { readonly kind: "fork"; readonly targets: readonly number[] };

/**
 * Compiles a glob: `*` and `?` match within a name, `**` across folders, `[a-z]` and `[!a-z]` one character, and
 * `{a,b}` one of several. A backslash takes away a character's meaning. What is not closed stands for itself.
 * @returns whether a whole path, with slashes, matches
 */
export function globMatcher(glob: string): (path: string) => boolean {
  if (glob.length > MAX_LENGTH) return () => false;
  const program = new Compiler(glob.replace(/^\.\//, "")).compile();
  return (path) => matches(program, path);
}

function matches(program: readonly Instruction[], path: string): boolean {
  /** For each instruction, the step in which it was last reached. */
  const reached = new Uint32Array(program.length + 1);
  let step = 1;
  let current = follow(program, [0], reached, step);
  for (const character of path) {
    const next: number[] = [];
    for (const at of current) {
      const instruction = program[at];
      if (instruction?.kind === "character" && instruction.fits(character)) next.push(at + 1);
    }
    if (next.length === 0) return false;
    step++;
    current = follow(program, next, reached, step);
  }
  // The end of the program.
  return reached[program.length] === step;
}

/** The instructions that are reached from these without consuming a character, each once. */
function follow(
  program: readonly Instruction[],
  starts: readonly number[],
  reached: Uint32Array,
  step: number,
): readonly number[] {
  const found: number[] = [];
  const open = [...starts];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached[at] === step) continue;
    reached[at] = step;
    const instruction = program[at];
    if (instruction?.kind === "fork") open.push(...instruction.targets);
    else found.push(at);
  }
  return found;
}

const notSlash = (character: string): boolean => character !== "/";
const anything = (): boolean => true;

class Compiler {
  readonly #program: Instruction[] = [];
  #at = 0;

  constructor(private readonly glob: string) {}

  compile(): readonly Instruction[] {
    this.#sequence(false);
    return this.#program;
  }

  /** Compiles up to the end, or in braces up to the next `,` or `}`. */
  #sequence(isInBraces: boolean): void {
    while (this.#at < this.glob.length) {
      const character = this.glob[this.#at] ?? "";
      if (isInBraces && (character === "," || character === "}")) return;
      if (character === "*") this.#stars();
      else if (character === "{" && closingBrace(this.glob, this.#at) !== undefined) this.#braces();
      else this.#character();
    }
  }

  /** `**` matches folders only if it is a whole name of the path. */
  #stars(): void {
    const start = this.#at;
    while (this.glob[this.#at] === "*") this.#at++;
    const before = this.glob[start - 1] ?? "/";
    const after = this.glob[this.#at] ?? "";
    if (this.#at - start < 2 || !"/{,".includes(before) || !["", "/", ",", "}"].includes(after)) {
      this.#repeat(notSlash);
      return;
    }
    if (after !== "/") {
      this.#repeat(anything);
      return;
    }
    // Any number of folders, also none.
    this.#at++;
    const fork = this.#reserve();
    this.#repeat(anything);
    this.#emit((character) => character === "/");
    this.#program[fork] = { kind: "fork", targets: [fork + 1, this.#program.length] };
  }

  #braces(): void {
    const fork = this.#reserve();
    const starts: number[] = [];
    const ends: number[] = [];
    do {
      // Skip the opening brace or the comma.
      this.#at++;
      starts.push(this.#program.length);
      this.#sequence(true);
      ends.push(this.#reserve());
    } while (this.glob[this.#at] === ",");
    this.#at++;
    this.#program[fork] = { kind: "fork", targets: starts };
    for (const end of ends) this.#program[end] = { kind: "fork", targets: [this.#program.length] };
  }

  #character(): void {
    const character = String.fromCodePoint(this.glob.codePointAt(this.#at) ?? 0);
    const set = character === "[" ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(this.glob.slice(this.#at)) : null;
    if (set) {
      const [all, not = "", members = ""] = set;
      const isMember = characterSet(members);
      this.#emit((one) => one !== "/" && isMember(one) === (not === ""));
      this.#at += all.length;
      return;
    }
    if (character === "?") {
      this.#emit(notSlash);
      this.#at++;
      return;
    }
    const isEscape = character === "\\" && this.#at + 1 < this.glob.length;
    const literal = isEscape ? String.fromCodePoint(this.glob.codePointAt(this.#at + 1) ?? 0) : character;
    this.#emit((one) => one === literal);
    this.#at += literal.length + (isEscape ? 1 : 0);
  }

  #repeat(fits: (character: string) => boolean): void {
    const fork = this.#reserve();
    this.#emit(fits);
    const back = this.#reserve();
    this.#program[back] = { kind: "fork", targets: [fork] };
    this.#program[fork] = { kind: "fork", targets: [fork + 1, this.#program.length] };
  }

  #emit(fits: (character: string) => boolean): void {
    this.#program.push({ kind: "character", fits });
  }

  /** Leaves room for a fork whose targets are not known yet. */
  #reserve(): number {
    return this.#program.push({ kind: "fork", targets: [] }) - 1;
  }
}

/** The offset of the brace that closes the one at `start`. */
function closingBrace(glob: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < glob.length; at++) {
    if (glob[at] === "\\") at++;
    else if (glob[at] === "{") depth++;
    else if (glob[at] === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** The characters between brackets, such as `a-z_`. */
function characterSet(members: string): (character: string) => boolean {
  const characters = [...members];
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let index = 0; index < characters.length; index++) {
    const from = characters[index] ?? "";
    const to = characters[index + 1] === "-" ? characters[index + 2] : undefined;
    if (to !== undefined) index += 2;
    ranges.push([from, to ?? from]);
  }
  return (character) => ranges.some(([from, to]) => character >= from && character <= to);
}
