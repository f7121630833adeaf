/** A simulation as a picture: a sequence diagram in SVG. */
import type { ShownSimulation } from "../document/simulationText";
import { bodyLines } from "./bodyLines";
import { type Lane, type LaneId, type NoteEntry, type Row, sequenceOf } from "./sequence";
import { MONO, type Paint, paint, SANS, STYLE } from "./style";
import { cut, escapeXml, type Font, wrap } from "./svgText";

const MARGIN = 24;
const LANE_WIDTH = 176;
const LANE_HEIGHT = 50;
/** Between the lines of two lanes. */
const DISTANCE = 372;
const CARD_WIDTH = DISTANCE - 28;
const NOTE_WIDTH = 356;
const PADDING = 10;
const LINE = 16;
const LABEL_WIDTH = 66;
const SMALL = 11;
const MOST_HEADERS = 6;
const MOST_BODY_LINES = 12;
const MOST_MESSAGE_LINES = 4;

/**
 * Draws a simulation as an SVG. Its colors follow VS Code's theme where that is known, and otherwise the color scheme
 * that the reader prefers. The result has no scripts and refers to nothing outside, and texts from the simulation are
 * never markup.
 */
export function sequenceSvg(simulation: ShownSimulation): string {
  const { title, lanes, rows } = sequenceOf(simulation);
  const canvas = new Canvas(lanes);
  for (const row of rows) canvas.row(row);
  return canvas.finish(title);
}

class Canvas {
  readonly #parts: string[] = [];
  readonly #centers: ReadonlyMap<LaneId, number>;
  readonly #width: number;
  #y = MARGIN + LANE_HEIGHT + 14;

  constructor(private readonly lanes: readonly Lane[]) {
    const first = MARGIN + LANE_WIDTH / 2;
    this.#centers = new Map(lanes.map(({ id }, index) => [id, first + index * DISTANCE]));
    const last = first + (lanes.length - 1) * DISTANCE;
    // A note of the last lane is wider than its head.
    this.#width = last + (lanes.length > 2 ? LANE_WIDTH : NOTE_WIDTH) / 2 + MARGIN;
  }

  row(row: Row): void {
    switch (row.kind) {
      case "message":
        this.#message(row);
        break;
      case "note":
        this.#note(row.entries);
        break;
      case "end":
        this.#end(row.text);
        break;
    }
  }

  finish(title: string): string {
    const bottom = this.#y + 4;
    const height = bottom + MARGIN - 8;
    const label = cut(title, 600, "sans", 12);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="apigw-sequence" role="img" width="${this.#width}" height="${height}" viewBox="0 0 ${this.#width} ${height}" font-family="${SANS}" font-size="12">`,
      `<title>${escapeXml(label)}</title>`,
      `<style>${STYLE}</style>`,
      `<rect ${paint("background")} width="${this.#width}" height="${height}" rx="8"/>`,
      ...this.lanes.map(({ id }) => this.#lifeline(id, bottom)),
      ...this.#parts,
      ...this.lanes.map((lane) => this.#head(lane)),
      "</svg>\n",
    ].join("\n");
  }

  #message({ from, to, tone, title, head, body }: Extract<Row, { kind: "message" }>): void {
    const [start, end] = [this.#center(from), this.#center(to)];
    const middle = (start + end) / 2;
    this.#y += 20;
    this.#text(title, middle, this.#y, {
      as: tone,
      width: DISTANCE - 40,
      font: "mono",
      size: 12,
      weight: 600,
      anchor: "middle",
    });
    this.#y += 10;
    this.#arrow(start, end, this.#y, tone);
    this.#y += 10;
    this.#card(middle - CARD_WIDTH / 2, head, body);
    this.#y += 8;
  }

  #arrow(start: number, end: number, y: number, tone: Paint): void {
    const sign = Math.sign(end - start);
    const dash = tone === "request" ? "" : ' stroke-dasharray="5 4"';
    const [from, to] = [start + sign * 7, end - sign * 7];
    this.#parts.push(
      `<g ${paint(tone)}><line ${paint(tone)} x1="${from}" y1="${y}" x2="${to - sign * 8}" y2="${y}" stroke-width="1.5"${dash}/>`,
      `<path ${paint(tone)} d="M${to} ${y}L${to - sign * 9} ${y - 4.5}L${to - sign * 9} ${y + 4.5}Z" stroke-width="0"/></g>`,
    );
  }

  /** The headers and the body of a message. */
  #card(x: number, head: readonly string[], body: string): void {
    const shown = head.length <= MOST_HEADERS + 1 ? head : head.slice(0, MOST_HEADERS);
    const more = head.length - shown.length;
    const content = bodyLines(body, MOST_BODY_LINES);
    const headLines = [...shown, ...(more > 0 ? [`… ${more} more headers`] : [])];
    const lines = [
      ...headLines.map((text) => ({ text, as: "muted" }) as const),
      ...(body === "" ? [] : content.lines.map((text) => ({ text, as: "text" }) as const)),
      ...(content.omitted > 0 ? [{ text: `… ${content.omitted} more lines`, as: "muted" } as const] : []),
    ];
    if (lines.length === 0) return;
    const gap = headLines.length > 0 && body !== "" ? 11 : 0;
    const height = lines.length * LINE + gap + PADDING + 4;
    this.#parts.push(
      `<rect ${paint("card")} x="${x}" y="${this.#y}" width="${CARD_WIDTH}" height="${height}" rx="6"/>`,
    );
    let y = this.#y + PADDING + 8;
    lines.forEach(({ text, as }, index) => {
      if (gap > 0 && index === headLines.length) {
        const middle = y - LINE / 2 + 1;
        this.#parts.push(
          `<line ${paint("line")} x1="${x + PADDING}" y1="${middle}" x2="${x + CARD_WIDTH - PADDING}" y2="${middle}"/>`,
        );
        y += gap;
      }
      this.#text(text, x + PADDING, y, { as, width: CARD_WIDTH - 2 * PADDING, font: "mono", size: SMALL });
      y += LINE;
    });
    this.#y += height;
  }

  #note(entries: readonly NoteEntry[]): void {
    this.#y += 12;
    const x = this.#center("gateway") - NOTE_WIDTH / 2;
    const width = NOTE_WIDTH - 2 * PADDING - LABEL_WIDTH;
    const blocks = entries.map(({ label, text, tone }) => {
      const isProse = tone === "error" || tone === "warning" || label === "note";
      const font: Font = isProse ? "sans" : "mono";
      return {
        label,
        tone,
        font,
        text,
        lines: isProse ? wrap(text, width, font, SMALL, MOST_MESSAGE_LINES) : [text],
      };
    });
    const height = blocks.reduce((sum, { lines }) => sum + lines.length * LINE, PADDING + 4);
    const isError = entries.some(({ tone }) => tone === "error");
    this.#parts.push(
      `<rect ${paint(isError ? "failure" : "note")} x="${x}" y="${this.#y}" width="${NOTE_WIDTH}" height="${height}" rx="6"/>`,
    );
    let y = this.#y + PADDING + 8;
    for (const { label, tone, font, lines } of blocks) {
      const as = tone === "error" || tone === "warning" ? tone : "muted";
      this.#text(label, x + PADDING, y, { as, width: LABEL_WIDTH - 4, font: "sans", size: SMALL });
      for (const line of lines) {
        const to = tone === "muted" ? "muted" : "text";
        this.#text(line, x + PADDING + LABEL_WIDTH, y, { as: to, width, font, size: SMALL });
        y += LINE;
      }
    }
    this.#y += height + 6;
  }

  #end(text: string): void {
    this.#y += 28;
    const x = (this.#center("gateway") + this.#center("backend")) / 2;
    this.#text(text, x, this.#y, {
      as: "muted",
      width: DISTANCE - 20,
      font: "sans",
      size: 12,
      anchor: "middle",
    });
    this.#y += 10;
  }

  #lifeline(id: LaneId, bottom: number): string {
    const x = this.#center(id);
    return `<line ${paint("line")} x1="${x}" y1="${MARGIN + LANE_HEIGHT}" x2="${x}" y2="${bottom}" stroke-width="1.5"/>`;
  }

  #head({ id, title, subtitle }: Lane): string {
    const x = this.#center(id);
    const lines = [
      `<rect ${paint("lane")} x="${x - LANE_WIDTH / 2}" y="${MARGIN}" width="${LANE_WIDTH}" height="${LANE_HEIGHT}" rx="8"/>`,
    ];
    const width = LANE_WIDTH - 16;
    const middle = MARGIN + LANE_HEIGHT / 2;
    const y = subtitle === undefined ? middle + 5 : middle - 3;
    lines.push(
      text(title, x, y, { as: "title", width, font: "sans", size: 14, weight: 600, anchor: "middle" }),
    );
    if (subtitle !== undefined) {
      lines.push(
        text(subtitle, x, middle + 15, { as: "muted", width, font: "sans", size: SMALL, anchor: "middle" }),
      );
    }
    return lines.join("\n");
  }

  #text(value: string, x: number, y: number, format: TextFormat): void {
    if (value !== "") this.#parts.push(text(value, x, y, format));
  }

  /** Without a backend, what is sent there is about API Gateway itself. */
  #center(id: LaneId): number {
    return this.#centers.get(id) ?? this.#centers.get("gateway") ?? 0;
  }
}

interface TextFormat {
  readonly as: Paint;
  readonly width: number;
  readonly font: Font;
  readonly size: number;
  readonly weight?: number;
  readonly anchor?: "middle";
}

/** The most characters of a text that was cut that are shown by pointing at it. */
const MOST_IN_TITLE = 1000;

function text(
  value: string,
  x: number,
  y: number,
  { as, width, font, size, weight, anchor }: TextFormat,
): string {
  const shown = cut(value, width, font, size);
  const attributes = [
    paint(as).replace(/ stroke="[^"]*"/, ""),
    `x="${x}" y="${y}" font-size="${size}" xml:space="preserve"`,
    ...(font === "mono" ? [`font-family="${MONO}"`] : []),
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
  ];
  const whole = shown === value ? "" : `<title>${escapeXml(value.slice(0, MOST_IN_TITLE))}</title>`;
  return `<text ${attributes.join(" ")}>${whole}${escapeXml(shown)}</text>`;
}
