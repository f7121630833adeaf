import type { Budget } from "../values";
import { ReadError } from "./compare";

/** The cost of one visited value, in characters. */
const visit = 16;

/** How many visits are charged together. */
const batch = 64;

/** How many values a path may visit if the caller sets no limit. */
const mostVisits = 5_000_000;

/** Counts the values visited, including those visited by paths in filters. */
export class Visits {
  private count = 0;

  constructor(readonly budget: Budget | undefined) {}

  add(): void {
    if (++this.count % batch !== 0) return;
    if (this.budget) this.budget.spend(batch * visit);
    else if (this.count > mostVisits) throw new ReadError("The path visits too many values.");
  }

  /** Implements `Budget`. */
  spend(units: number): void {
    if (this.budget) this.budget.spend(units);
    else this.count += Math.ceil(units / visit);
    this.add();
  }
}
