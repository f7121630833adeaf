/** Measures parsing and rendering of templates with our engine, velocityjs and Velocity itself. */
import { existsSync } from "node:fs";
import { parse, render } from "velocityjs";
import { parseTemplate, renderTemplate } from "../../server/src/vtl";
import { askVelocitySpeed } from "../fuzz/velocityOracle";
import { ratio, table } from "./table";
import { REQUEST, templateOf } from "./template";

const SIZES = [2_000, 30_000];
/** Template sizes up to one megabyte. */
const GROWING = [1_000, 10_000, 100_000, 1_000_000];
const MEASURED_MS = 1000;

/**
 * How many templates are parsed, and parsed and rendered, per second.
 * @param oracle the path of VelocityOracle.java
 */
export function measureTemplates(oracle: string): string {
  const templates = SIZES.map(templateOf);
  const java = velocitySpeed(templates, oracle);
  const rows = templates.flatMap((template, index) => {
    const size = `${(template.length / 1000).toFixed(0)} KB`;
    const speed = java?.[index];
    return [
      row(`parse, ${size}`, {
        ours: perSecond(() => parseTemplate(template)),
        velocityjs: perSecond(() => parse(template)),
        ...(speed && { java: speed.parsed }),
      }),
      row(`parse and render, ${size}`, {
        ours: perSecond(() => renderTemplate(template, REQUEST)),
        velocityjs: perSecond(() => render(template, velocityjsContext())),
        ...(speed && { java: speed.rendered }),
      }),
    ];
  });
  const head = ["per second", "ours", "velocityjs", "Velocity (Java)", "ours / velocityjs", "ours / Java"];
  const note = java
    ? ""
    : "Velocity is not installed. It needs a JDK and the Debian packages velocity and libjsonpath-java.\n";
  return `${table(head, rows)}${note}`;
}

/** The time per character, which is constant if the work is linear. */
export function measureTemplateGrowth(): string {
  const rows = GROWING.map(templateOf).map((template) => {
    const parsing = 1000 / perSecond(() => parseTemplate(template));
    const both = 1000 / perSecond(() => renderTemplate(template, REQUEST, { limits: NO_LIMITS }));
    const each = (milliseconds: number) => ((milliseconds * 1e6) / template.length).toFixed(0);
    return [
      template.length.toLocaleString("en"),
      parsing.toFixed(2),
      each(parsing),
      both.toFixed(2),
      each(both),
    ];
  });
  return table(["characters", "parse, ms", "ns each", "parse and render, ms", "ns each"], rows);
}

const NO_LIMITS = { steps: 1e9, output: 1e9 };

function row(
  what: string,
  { ours, velocityjs, java }: { readonly ours: number; readonly velocityjs: number; readonly java?: number },
): readonly string[] {
  const whole = (figure: number) => Math.round(figure).toLocaleString("en");
  return [
    what,
    whole(ours),
    whole(velocityjs),
    java === undefined ? "" : whole(java),
    ratio(ours, velocityjs),
    java === undefined ? "" : ratio(ours, java),
  ];
}

function velocitySpeed(templates: readonly string[], oracle: string) {
  if (!existsSync("/usr/share/java/velocity-1.7.jar")) return undefined;
  const { context: _, ...request } = REQUEST;
  return askVelocitySpeed(
    templates.map((template) => ({ template, request, seconds: (3 * MEASURED_MS) / 1000 })),
    oracle,
  );
}

function perSecond(action: () => unknown): number {
  const warmUp = performance.now() + MEASURED_MS;
  while (performance.now() < warmUp) action();
  const started = performance.now();
  let count = 0;
  let now = started;
  for (; now < started + MEASURED_MS; count++) {
    action();
    now = performance.now();
  }
  return (count * 1000) / (now - started);
}

/** The request for velocityjs: plain objects, for which it provides keySet(). */
function velocityjsContext() {
  const { params } = REQUEST;
  const body: unknown = JSON.parse(REQUEST.body);
  const maps = { path: params.path, querystring: params.querystring, header: params.header };
  const find = (name: string) => Object.values(maps).find((map) => name in map)?.[name as never] ?? "";
  return {
    input: {
      path: () => body,
      json: () => JSON.stringify(body),
      params: (name?: string) => (name === undefined ? maps : find(name)),
      body: REQUEST.body,
    },
    util: {
      escapeJavaScript: (text: unknown) => String(text).replace(/["'\\/]/g, "\\$&"),
      urlEncode: (text: unknown) => encodeURIComponent(String(text)),
    },
    context: REQUEST.context,
    stageVariables: REQUEST.stageVariables,
  };
}
