// Paths, JSON and $util's functions, in our engine and in Java: `node scripts/fuzz.mjs json`.
import { type Answer, agree, answerAsJava, type Question, type Recording } from "../support/java";
import { jsonValue, looseJson } from "./json";
import { jsonPath } from "./jsonPath";
import { askJava } from "./jsonPathOracle";
import { Random } from "./random";
import { utilQuestion } from "./utilQuestion";

/** A question on which the two differ. */
export interface Miss {
  readonly question: Question;
  readonly ours: Answer;
  readonly theirs: Answer;
}

/**
 * Asks Java as many questions as `count` says: two in three read a path, the others parse or call $util.
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

/** The questions on which we differ from Java. */
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
      // What people calculate with. The JDK before 19 does not always print the shortest digits of others.
      return {
        op: "double",
        text: String(Number((random.next() * 10 ** random.below(15)).toFixed(random.below(6)))),
      };
    default: {
      const text = container(random);
      return { op: "read", text, path: jsonPath(random, JSON.parse(text)) };
    }
  }
}

/** A document with something to find. */
function container(random: Random): string {
  for (;;) {
    const text = jsonValue(random);
    if (text.length > 12 && /^[[{]/.test(text)) return text;
  }
}
