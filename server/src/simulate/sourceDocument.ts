import type { IntegrationInput } from "../model/input";
import { LineIndex } from "../syntax/lines";
import type { ParsedDocument, Span, StringNode } from "../syntax/nodes";
import { type StringMap, stringMap } from "../syntax/stringMap";
import type { SimulationPlace } from "./steps";

/** One of the input documents of a simulation. */
export class SourceDocument {
  readonly lines: LineIndex;

  constructor(
    readonly index: number,
    readonly input: IntegrationInput,
  ) {
    this.lines = new LineIndex(input.document.text);
  }

  get document(): ParsedDocument {
    return this.input.document;
  }

  place(span: Span): SimulationPlace {
    return { document: this.index, range: this.lines.range(span) };
  }

  /** Returns the place of a member's value, or of its name if it has no value. */
  memberPlace(name: string): SimulationPlace | undefined {
    const member = this.input.member(name);
    return member && this.place(member.value?.span ?? member.key.span);
  }

  map(node: StringNode): StringMap {
    return stringMap(this.document, node);
  }
}
