import type { Span } from "../../syntax/nodes";
import type { SimulationPlace } from "../steps";
import { placeText } from "./simulationText";

/** A place in the source that a piece of a document names. */
export interface DocumentLink {
  /** The offsets in the text of the document. */
  readonly span: Span;
  readonly place: SimulationPlace;
}

/** Writes Markdown that is readable as text, too. Whatever the values contain, they stay values. */
export class MarkdownWriter {
  #text = "";
  readonly #links: DocumentLink[] = [];
  readonly #isOneFile: boolean;

  constructor(private readonly files: readonly string[]) {
    this.#isOneFile = new Set(files).size === 1;
  }

  get text(): string {
    return this.#text;
  }

  get links(): readonly DocumentLink[] {
    return this.#links;
  }

  /** Adds a line, followed by the place that it is about. */
  line(text: string, place?: SimulationPlace): void {
    this.#text += text;
    if (place) {
      const name = this.#isOneFile ? `line ${place.range.start.line + 1}` : placeText(this.files, place);
      this.#text += " · ";
      const start = this.#text.length;
      this.#text += name;
      this.#links.push({ span: { start, end: this.#text.length }, place });
    }
    this.#text += "\n";
  }

  /** Adds a block of text as it is, between fences that it does not contain. */
  block(text: string, language: string): void {
    const runs = text.match(/`+/g) ?? [];
    const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
    this.#text += `${fence}${language}\n${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${fence}\n`;
  }
}

/** A value within a line. */
export function code(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break the line
  const shown = value.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = /^`|`$|^ .* $|^$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A sentence that may contain values between backticks; the rest is not read as markup. */
export function prose(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .split(/(`[^`]*`)/)
    .map((piece) => (/^`.*`$/.test(piece) ? piece : piece.replace(/[\\[\]<>*_`]/g, "\\$&")))
    .join("");
}

/** The language in which a body is highlighted. */
export function languageOf(body: string): string {
  const start = body.trimStart();
  if (/^[[{]/.test(start)) return "json";
  return start.startsWith("<") ? "xml" : "text";
}
