// Compares paths, JSON and the $util functions with Java: `node scripts/fuzz.mjs json`.
import { type Answer, agree, answerAsJava, isNewer, type Question, type Recording } from "../support/java";
import { jsonValue, looseJson } from "./json";
import { jsonPath } from "./jsonPath";
import { askJava } from "./jsonPathOracle";
import { Random } from "./random";
import { utilQuestion } from "./utilQuestion";

/** A question with different answers. */
export interface Miss {
  readonly question: Question;
  readonly ours: Answer;
  readonly theirs: Answer;
}

/**
 * Asks Java `count` questions: two thirds read a path, the others parse JSON or call $util.
 * @param oracle the path of JsonPathOracle.java.
 */
export function record(count: number, seed: number, oracle: string): readonly Recording[] {
  const random = new Random(seed);
  const questions = Array.from({ length: count }, () => question(random));
  const answers = askJava(questions, oracle);
  return questions.flatMap((question, i) => {
    const answer = answers[i];
    return answer === undefined ? [] : [{ question, answer }];
  });
}

/** Returns the questions whose answers differ from those of Java. */
export function fuzz(count: number, seed: number, oracle: string): readonly Miss[] {
  return record(count, seed, oracle).flatMap(({ question, answer: theirs }) => {
    const ours = answerAsJava(question);
    return agree(ours, theirs) ? [] : [{ question, ours, theirs }];
  });
}

function question(random: Random): Question {
  switch (random.below(12)) {
    case 0:
      return { op: "parse", text: jsonValue(random) };
    case 1:
      return { op: "parse", text: looseJson(random) };
    case 2:
      return utilQuestion(random);
    case 3:
      return { op: "double", text: String(double(random)) };
    default: {
      const text = container(random);
      const document: unknown = JSON.parse(text);
      for (;;) {
        const path = jsonPath(random, document);
        if (!isNewer(path)) return { op: "read", text, path };
      }
    }
  }
}

/** Doubles that are common in practice, and others of every magnitude. */
function double(random: Random): number {
  switch (random.below(4)) {
    case 0:
      return Number((random.next() * 10 ** random.below(15)).toFixed(random.below(6)));
    case 1:
      return (1 + random.below(3)) * 2 ** (random.below(2098) - 1074) || 1;
    case 2:
      return Number(`${1 + random.below(999)}e${random.below(620) - 320}`);
    default:
      return (random.below(1000) - 500) / (1 + random.below(300)) || 1;
  }
}

/** A document that is large enough to find something in. */
function container(random: Random): string {
  for (;;) {
    const text = jsonValue(random);
    if (text.length > 12 && /^[[{]/.test(text)) return text;
  }
}
