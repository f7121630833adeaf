// `npm run lint:wording`: finds phrases in messages, docs and comments that no native engineer would write.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./lib/paths.mjs";

/** Each giveaway phrase with what to write instead. "There is no …" is fine. */
const GIVEAWAYS = [
  [
    /(?<!\b(?:there|where|which|that|it) )\b(?:is|are) no (?!longer\b|more\b|such\b|later\b|less\b)/i,
    "is not a …",
  ],
  [/\bit is no (?!longer\b)/i, "it is not a …"],
  [/\bis missing behind\b|\bbehind (?:this|it)\b/i, "Missing X; Expected X after Y"],
  [
    /\b(?:is|are|was|were|not) told\b(?! apart\b)|\btold (?:by|once|twice)\b/i,
    "inferred from, reported, unknown",
  ],
  [/\binformations\b/i, "information messages"],
  [/\bHere belongs\b/i, "Expected …"],
  [/\bstands? for nothing\b|\bstands? against\b/i, "matches any …"],
  [/\bgoes its way\b|\bhands? through\b/i, "passes through"],
  [/\bwhat (?:is there|stands there)\b/i, "what exists, the current …"],
  [/\bwho has more\b/i, "more than this would be noise"],
  [/\bof (?:HTTP|WebSocket|REST) APIs alone\b/i, "only for … APIs"],
];

const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
  .split("\0")
  .filter((file) => /\.(?:ts|mjs|cjs|md|json|jsonc)$/.test(file))
  .filter((file) => !/^(?:package-lock\.json|test\/fixtures\/|samples\/)/.test(file))
  .filter((file) => path.join(root, file) !== import.meta.filename);

let found = 0;
for (const file of files) {
  const lines = readFileSync(path.join(root, file), "utf8").split("\n");
  lines.forEach((line, index) => {
    for (const [pattern, instead] of GIVEAWAYS) {
      const match = pattern.exec(line);
      if (!match) continue;
      found++;
      console.error(
        `${file}:${index + 1}:${match.index + 1} "${match[0].trim()}": write "${instead}".\n  ${line.trim()}`,
      );
    }
  });
}
if (found > 0) console.error(`\n${found} phrases to reword.`);
process.exitCode = found === 0 ? 0 : 1;
