import type { Step } from "./layout";

/** A bracket or block that is open, with those around it. */
interface Open {
  readonly kind: "bracket" | "block";
  /** The level of the line that it is on. */
  readonly level: number;
  readonly around: Open | undefined;
  /** What the first branch of a block leaves open, and how many brackets around the block it closes. */
  branch?: { readonly open: readonly Open[]; readonly closed: number };
  closed: number;
}

/** Follows the steps of a layout, line by line. What opens on one line is one level, whatever the number. */
export class Levels {
  #open: Open | undefined;
  #next = 0;

  constructor(private readonly steps: readonly Step[]) {}

  /**
   * Returns the level of the line whose first text is at the offset, and goes on to the end of the line. A line that
   * starts with what closes is on the level of the line that opened it.
   */
  ofLine(first: number, end: number, text: string): number {
    this.#skip(first);
    let level: number | undefined;
    let at = first;
    for (let step = this.steps[this.#next]; step?.at === at; step = this.steps[this.#next]) {
      if (step.kind === "openBracket" || step.kind === "openBlock") break;
      level = this.#take(step, 0) ?? level;
      this.#next++;
      at = step.end;
      while (text[at] === " " || text[at] === "\t") at++;
      if (step.kind === "next") break;
    }
    level ??= this.#open ? this.#open.level + 1 : 0;
    for (let step = this.steps[this.#next]; step && step.at < end; step = this.steps[this.#next]) {
      this.#take(step, level);
      this.#next++;
    }
    return level;
  }

  /** Steps before the line are in lines that are not indented on their own. */
  #skip(first: number): void {
    for (let step = this.steps[this.#next]; step && step.at < first; step = this.steps[this.#next]) {
      this.#take(step, this.#open ? this.#open.level + 1 : 0);
      this.#next++;
    }
  }

  /** Takes a step on a line of that level. Returns the level of the line that opened what it closes. */
  #take({ kind }: Step, level: number): number | undefined {
    switch (kind) {
      case "openBracket":
      case "openBlock":
        this.#open = {
          kind: kind === "openBlock" ? "block" : "bracket",
          level,
          around: this.#open,
          closed: 0,
        };
        return undefined;
      case "closeBracket": {
        const open = this.#open;
        if (open?.kind === "block") open.closed++;
        else this.#open = open?.around;
        return open?.kind === "bracket" ? open.level : undefined;
      }
      case "next":
      case "closeBlock": {
        const { block, inside } = this.#innermostBlock();
        if (!block) return undefined;
        block.branch ??= { open: inside, closed: block.closed };
        this.#open = kind === "next" ? block : this.#after(block);
        return block.level;
      }
    }
  }

  #innermostBlock(): { readonly block: Open | undefined; readonly inside: readonly Open[] } {
    const inside: Open[] = [];
    let open = this.#open;
    for (; open && open.kind === "bracket"; open = open.around) inside.push(open);
    return { block: open, inside };
  }

  /** After a block, what its first branch opened and closed counts. */
  #after({ around, branch = { open: [], closed: 0 } }: Open): Open | undefined {
    let open = around;
    for (let count = 0; count < branch.closed; count++) {
      if (open?.kind === "bracket") open = open.around;
      else if (open) open.closed++;
    }
    for (const each of branch.open.toReversed()) open = { ...each, around: open };
    return open;
  }
}
