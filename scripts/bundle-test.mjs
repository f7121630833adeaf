// `node scripts/bundle-test.mjs FILE`: bundles one test file into dist/, so that a debugger can run it.
import { bundleTests } from "./lib/bundle-tests.mjs";

const [file] = process.argv.slice(2);
if (!file?.endsWith(".test.ts")) {
  console.error(`Not a test file: ${file ?? "no file was given"}. Open a file whose name ends in .test.ts.`);
  process.exitCode = 2;
} else {
  await bundleTests([file]);
}
