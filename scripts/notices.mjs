// `npm run notices`: regenerates THIRD-PARTY-NOTICES.txt. With --check, fails if the file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { notices, noticesFile } from "./lib/notices.mjs";

const text = await notices();
if (!process.argv.includes("--check")) writeFileSync(noticesFile, text);
else if (readFileSync(noticesFile, "utf8") !== text) {
  console.error("THIRD-PARTY-NOTICES.txt is out of date. Run npm run notices.");
  process.exitCode = 1;
}
