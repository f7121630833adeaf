// Compares generated templates with Velocity: `node scripts/fuzz.mjs templates`.
import { renderAsVelocity } from "../support/velocity";
import { Random } from "./random";
import { REQUEST, Templates, VARIABLES } from "./template";
import { askVelocity, type TemplateAnswer } from "./velocityOracle";

/** A template with different results. */
export interface Miss {
  readonly template: string;
  readonly ours: TemplateAnswer;
  readonly theirs: TemplateAnswer;
}

/** A template with the result of Velocity, as stored in recordings. */
export interface Recording {
  readonly template: string;
  readonly answer: TemplateAnswer;
}

/** Addresses and class names only exist in Java. */
const UNSTABLE = /@[0-9a-f]{4,}|java\.|net\.minidev|org\.apache/;

/**
 * Renders `count` generated templates with Velocity.
 * @param oracle the path of VelocityOracle.java.
 */
export function record(count: number, seed: number, oracle: string): readonly Recording[] {
  const templates = new Templates(new Random(seed));
  const questions = Array.from({ length: count }, () => ({
    template: templates.template(),
    variables: VARIABLES,
    request: REQUEST,
  }));
  const answers = askVelocity(questions, oracle);
  return questions.flatMap(({ template }, i) => {
    const answer = answers[i];
    return answer === undefined || UNSTABLE.test(answer.output ?? "") ? [] : [{ template, answer }];
  });
}

/** Returns the templates whose results differ from those of Velocity. */
export function fuzz(count: number, seed: number, oracle: string): readonly Miss[] {
  const misses: Miss[] = [];
  for (const { template, answer: theirs } of record(count, seed, oracle)) {
    const ours = renderAsVelocity(template, VARIABLES, REQUEST);
    const same = "output" in ours ? ours.output === theirs.output : theirs.error !== undefined;
    if (!same) misses.push({ template, ours, theirs });
  }
  return misses;
}
