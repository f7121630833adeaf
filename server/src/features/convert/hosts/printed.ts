import type { Json } from "../../../syntax/json";
import type { Members } from "./project";

/** A host file that was printed from inputs. */
export interface PrintedHost {
  readonly text: string;
  readonly format: "json" | "yaml" | "hcl";
  /** Members that the host does not have, each after the title of its input. */
  readonly lost: readonly string[];
  /** What the inputs do not say but the host needs, as sentences. */
  readonly added: readonly string[];
}

/** Collects what cannot be printed. */
export class Losses {
  readonly lost: string[] = [];

  add(title: string, what: string): void {
    this.lost.push(title === "" ? what : `${title}: ${what}`);
  }

  /** Returns the members under the host's names, and notes those that it does not have. */
  renamed(
    title: string,
    members: Members,
    nameOf: (name: string) => string | undefined,
    written: (name: string, value: Json) => Json = (_, value) => value,
  ): { readonly [name: string]: Json } {
    return Object.fromEntries(
      Object.entries(members).flatMap(([name, value]) => {
        const own = nameOf(name);
        if (own !== undefined) return [[own, written(name, value)]];
        this.add(title, name);
        return [];
      }),
    );
  }
}
