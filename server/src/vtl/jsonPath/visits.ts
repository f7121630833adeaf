import type { Budget } from "../values";
import { ReadError } from "./compare";

/** What one visited value costs, in characters. */
const visit = 16;

/** How many visits are charged at once. */
const batch = 64;

/** Values that a path may visit where the caller sets no limit. */
const mostVisits = 5_000_000;

/** Counts the values that are looked at, in the filters' paths, too. */
export class Visits {
  private count = 0;

  constructor(readonly budget: Budget | undefined) {}

  add(): void {
    if (++this.count % batch !== 0) return;
    if (this.budget) this.budget.spend(batch * visit);
    else if (this.count > mostVisits) throw new ReadError("The path visits too many values.");
  }

  /** For whoever charges characters. */
  spend(units: number): void {
    if (this.budget) this.budget.spend(units);
    else this.count += Math.ceil(units / visit);
    this.add();
  }
}
