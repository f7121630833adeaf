// Runs the module named by the first argument. Kills its own process group as soon as the parent process is
// gone, even if the parent was killed and could not clean up.
import { pathToFileURL } from "node:url";

process.once("disconnect", () => {
  if (process.platform === "win32") process.exit(1);
  else process.kill(-process.pid, "SIGKILL");
});

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? "").href);
