/** Runs every benchmark and prints its table; see scripts/bench.mjs for how to read them. */
import { cpus } from "node:os";
import { largeFile, smallFile } from "./files";
import { measureServices } from "./services";
import { measureStart } from "./start";

async function main(): Promise<void> {
  const processors = cpus();
  console.log(`Node.js ${process.version}, ${processors.length} x ${processors[0]?.model ?? "unknown"}\n`);
  for (const file of [smallFile(), largeFile()]) {
    console.log(`${file.name}, ${file.text.length} characters, milliseconds per call\n`);
    console.log(await measureServices(file));
  }
  console.log("Start: from spawning the server to its first diagnostics, milliseconds\n");
  console.log(await measureStart(process.argv[2]));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
